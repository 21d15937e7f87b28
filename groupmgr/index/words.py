"""Text cut into the pieces by which it is found, the same on every database.

A run of Chinese gives its pairs of characters and its last character (职教集团:
职教 教集 集团 团), so that any two characters side by side are found; Latin
letters and digits stay whole. Full width and half width, large and small
letters are the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from groupmgr.kernel.text import initials, pinyin

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
_IS_HAN = re.compile(f"[{HAN}]")
# A name is found by the initials of its words from any character on, so many of them.
LETTERS = 8
LONGEST_NAME = 60
MOST_TERMS = 8
LONGEST_PIECE = 64


@dataclass(frozen=True, slots=True)
class Term:
    """Pieces that stand side by side; of a prefix the one piece may go on."""

    pieces: tuple[str, ...]
    is_prefix: bool


def plain(text: str) -> str:
    """Return the text in one line, with half width letters and digits."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\x00", "").split())


def runs(text: str) -> list[str]:
    """Return the runs of Chinese, and of letters and digits, in a text."""
    return _RUN.findall(text)


def pieces(text: str) -> Iterator[str]:
    """Yield the pieces of a text in their order."""
    for run in runs(plain(text).lower()):
        if _IS_HAN.match(run):
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield run[:LONGEST_PIECE]


def spelled(name: str) -> Iterator[str]:
    """Yield the pinyin of a name, and its initials from each of its characters on."""
    signs = "".join(runs(plain(name)[:LONGEST_NAME]))
    letters = initials(signs)
    yield pinyin(signs)[:LONGEST_PIECE]
    yield from (letters[at : at + LETTERS] for at in range(len(letters)))


def terms(typed: str) -> list[Term]:
    """Return what somebody asks for; every term must be there."""
    return [_term(run) for run in runs(plain(typed).lower())[:MOST_TERMS]]


def _term(run: str) -> Term:
    if not _IS_HAN.match(run):
        return Term((run[:LONGEST_PIECE],), is_prefix=True)
    if len(run) == 1:
        return Term((run,), is_prefix=True)
    return Term(tuple(run[at : at + 2] for at in range(len(run) - 1)), is_prefix=False)
