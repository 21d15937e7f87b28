"""What one unit is given of its year: its summary, and an enterprise its certificate."""
