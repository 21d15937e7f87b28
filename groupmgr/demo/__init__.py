"""Invented data that reads like two real years."""
