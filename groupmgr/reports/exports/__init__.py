"""An edition in other forms: workbook, archive of evidence, JSON with its schema."""
