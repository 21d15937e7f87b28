"""A Word file that comes back: what was changed in it, and what of that is taken over."""
