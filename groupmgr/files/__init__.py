"""Stored files, addressed by the hash of their content."""
