"""Confirmation by link: a party without an account answers for one record."""
