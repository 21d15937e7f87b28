"""Master studios, their people and apprentices."""
