"""Long reports in print: parts printed apart by several hands, kept, and bound into one PDF."""
