"""Joint projects, their outputs and receipts, and agreements."""
