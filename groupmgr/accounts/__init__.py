"""People who sign in, what they are assigned to, and their sessions."""
