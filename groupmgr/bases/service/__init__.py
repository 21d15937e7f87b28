"""Register bases, tell their life, and report what they do in a school year."""
