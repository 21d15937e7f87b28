"""How Chinese names are sorted and found."""

from typing import Any

import sqlalchemy as sa
from pypinyin import Style, lazy_pinyin


def pinyin(words: str) -> str:
    """Return the words in pinyin without tones: what a list of names is sorted by."""
    return "".join(lazy_pinyin(words)).lower()[:240]


def initials(words: str) -> str:
    """Return the first letters of the pinyin: what a clerk types to find a name."""
    return "".join(lazy_pinyin(words, style=Style.FIRST_LETTER)).lower()[:120]


def contains(column: Any, words: str) -> sa.ColumnElement[bool]:
    """Match the rows whose column holds the words, whatever signs are in them."""
    return sa.cast(column, sa.String).icontains(words.strip(), autoescape=True)
