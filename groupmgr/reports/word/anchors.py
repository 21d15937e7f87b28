"""Hidden places by which a passage or caption is found again in a Word file that comes back."""

import hashlib

_LENGTH = 20


def anchor_of(key: str) -> str:
    """Return the name of the place of a block; Word shows no place whose name begins with _."""
    return f"_P_{hashlib.sha256(key.encode()).hexdigest()[:_LENGTH]}"


def caption_anchor(key: str) -> str:
    """Return the name of the place of the caption of a block or photo."""
    return anchor_of(f"{key}#caption")
