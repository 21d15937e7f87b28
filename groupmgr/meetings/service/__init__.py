"""What can be done with a meeting, from the plan to the archive."""
