"""Codes the database stores, each with the words people read."""

from enum import StrEnum
from typing import Self


class Label(StrEnum):
    """A stored code that carries its own words, as in `SCHOOL = "school", "院校"`."""

    label: str

    def __new__(cls, code: str, words: str) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label = code, words
        return member

    @classmethod
    def of_code(cls, code: str) -> Self:
        """Return the member that is stored as this code; raise `KeyError` where there is none."""
        return {member.value: member for member in cls}[code]

    @classmethod
    def of_label(cls, words: str) -> Self | None:
        """Return the code that these words stand for, or nothing."""
        return next((code for code in cls if code.label == words), None)
