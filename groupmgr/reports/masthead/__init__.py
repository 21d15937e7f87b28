"""What a year's report prints around its text: layout, title block, whom it goes to."""
