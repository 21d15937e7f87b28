"""The report as a Word file (.docx) that people open in WPS or Word and go on editing."""
