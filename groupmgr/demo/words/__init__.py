"""The words that the demonstration is composed of."""
