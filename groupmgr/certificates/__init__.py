"""What a group hands its members and prints about them: certificates, plaques and the roll."""
