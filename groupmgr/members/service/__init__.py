"""What can be done with units, their memberships, people and yearly statistics."""
