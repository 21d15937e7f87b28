"""What can be done with a workbook that was brought back: compare it, take it over, undo that."""
