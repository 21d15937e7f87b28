"""Registers as workbooks: filled in away from the product, brought back, compared, taken over."""
