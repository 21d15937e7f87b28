"""How Chinese names are sorted and found, and how numbers are written in words."""

import re
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from pypinyin import Style, lazy_pinyin

_DIGITS = "零一二三四五六七八九"
# 18 digits with a birthday inside; the last may be X. A credit code has none of that form.
_ID_NUMBER = re.compile(
    r"(?<!\d)[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])",
    re.ASCII,
)


@lru_cache(maxsize=1024)
def pinyin(words: str) -> str:
    """Return the words in pinyin without tones: what a list of names is sorted by."""
    return "".join(lazy_pinyin(words)).lower()[:240]


def initials(words: str) -> str:
    """Return the first letters of the pinyin: what a clerk types to find a name."""
    return "".join(lazy_pinyin(words, style=Style.FIRST_LETTER)).lower()[:120]


def chinese(number: int) -> str:
    """Write a number from 1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    front = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return front + (_DIGITS[ones] if ones else "")


def holds_id_number(words: str) -> bool:
    """Tell whether the words hold what looks like the number of an identity card."""
    return _ID_NUMBER.search(words) is not None


def contains(column: Any, words: str) -> sa.ColumnElement[bool]:
    """Match the rows whose column holds the words, whatever signs are in them.

    What has no upper case, as all Chinese, is found without changing every row.
    """
    words = words.strip()
    if words.lower() == words.upper():
        return sa.type_coerce(column.contains(words, autoescape=True), sa.Boolean)
    return sa.type_coerce(column.icontains(words, autoescape=True), sa.Boolean)


def spelled(column: Any, words: str) -> sa.ColumnElement[bool]:
    """Match the rows whose column of pinyin holds the letters; there is no Chinese in it."""
    if not words.isascii():
        return sa.false()
    return sa.type_coerce(column.contains(words.strip().lower(), autoescape=True), sa.Boolean)
