"""Figures about activities; only those that the group approved as they now stand count."""
