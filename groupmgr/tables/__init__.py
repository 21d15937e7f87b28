"""Reading of spreadsheets that people fill in by hand: the header row, days, numbers."""
