"""Figures about joint projects, what came out of them, and agreements."""
