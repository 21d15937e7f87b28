"""The numbers in front of headings: 一、 then （一） then 1. then （1） (GB/T 9704-2012, 7.3.3)."""

from collections.abc import Iterator
from dataclasses import dataclass

from groupmgr.kernel.text import chinese
from groupmgr.reports.outline import DEPTH, Section


@dataclass(frozen=True, slots=True)
class Numbered:
    """A section with its level, its printed heading and the name links know it by."""

    section: Section
    level: int
    heading: str
    anchor: str


def numbered(sections: tuple[Section, ...], above: str = "section") -> Iterator[Numbered]:
    """Walk through the sections in reading order, each followed by its parts."""
    level = above.count("-") + 1
    if sections and level > DEPTH:
        raise ValueError(f"official documents have {DEPTH} levels of headings")
    number = 0
    for place, section in enumerate(sections, 1):
        number += section.numbered
        prefix = _prefix(level, number) if section.numbered else ""
        anchor = f"{above}-{place}"
        yield Numbered(section, level, prefix + section.title, anchor)
        yield from numbered(section.parts, anchor)


def _prefix(level: int, number: int) -> str:
    return (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}.", f"（{number}）")[
        level - 1
    ]
