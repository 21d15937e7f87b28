"""What differs between two texts, piece by piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stayed, or that were (`was`) or are (`now`) in one of the texts alone."""

    words: str
    mark: str = ""


def pieces(was: str, now: str) -> Iterator[Part]:
    """Return both texts as one: what stayed, what went, what came."""
    for kind, start, end, new_start, new_end in SequenceMatcher(
        None, was, now, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            yield Part(was[start:end])
            continue
        if end > start:
            yield Part(was[start:end], "was")
        if new_end > new_start:
            yield Part(now[new_start:new_end], "now")


def lines(was: str, now: str) -> list[list[Part]]:
    """Return two texts line by line: those that stayed whole, and pieces of those that differ."""
    old, new = was.splitlines(), now.splitlines()
    found: list[list[Part]] = []
    matched = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for kind, start, end, new_start, new_end in matched:
        if kind == "equal":
            found += [[Part(line)] for line in old[start:end]]
        elif end - start == new_end - new_start:
            pairs = zip(old[start:end], new[new_start:new_end], strict=True)
            found += [list(pieces(one, other)) for one, other in pairs]
        else:
            found += [[Part(line, "was")] for line in old[start:end]]
            found += [[Part(line, "now")] for line in new[new_start:new_end]]
    return found
