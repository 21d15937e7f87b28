"""Addresses of sections and blocks: the same in every group and year, whatever the figures say."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from groupmgr.reports.outline import Block, Cited, Paragraph, Run, Runs, Section, Table

_CLAUSE = re.compile(r"[^，。；、：！？（）]+")


def mark(words: str) -> str:
    """Return a short address for what only its own words tell from others."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def rooted(sections: Iterable[Section], above: str = "") -> tuple[Section, ...]:
    """Put the address of each section before those of its blocks and parts."""
    own = _single(above)
    return tuple(_section(section, own(section.key)) for section in sections)


def _section(section: Section, key: str) -> Section:
    own = _single(f"{key}/")
    blocks = tuple(_block(block, own(block.key)) for block in section.blocks)
    return replace(section, key=key, blocks=blocks, parts=rooted(section.parts, f"{key}/"))


def _block(block: Block, key: str) -> Block:
    if isinstance(block, Table):
        return block
    if isinstance(block, Paragraph):
        return Paragraph(_named(block.runs), key)
    return replace(block, key=key)


def _named(runs: Runs) -> Runs:
    """Name every number of records by the words before it."""
    own, before = _single(""), ""
    named: list[Run] = []
    for run in runs:
        if isinstance(run, Cited):
            words = _CLAUSE.findall(before.replace("其中", "，")) or [run.key]
            named.append(replace(run, name=own(words[-1])))
        else:
            named.append(run)
        before += run.text
    return tuple(named)


def _single(above: str) -> Callable[[str], str]:
    """Return what writes addresses below another, the second of the same with -2 behind it."""
    taken: dict[str, int] = {}

    def own(key: str) -> str:
        taken[key] = taken.get(key, 0) + 1
        return f"{above}{key}" + f"-{taken[key]}" * (taken[key] > 1)

    return own
