"""The group: its charter rules, honours, ties to other groups, bodies."""
