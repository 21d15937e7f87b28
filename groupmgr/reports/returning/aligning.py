"""Find the paragraphs of an edition again in its Word file that came back."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from groupmgr.reports.returning.issued import Passage
from groupmgr.reports.returning.opening import Read
from groupmgr.reports.word.styles import STYLES

_ALIKE = 55.0
# The styles of what the report draws around its text: captions, gaps, the signature.
_DRAWN = frozenset(style.name.lower() for style in STYLES) - {"body text"}


def aligned(passages: Sequence[Passage], read: Sequence[Read]) -> dict[int, list[str]]:
    """Return, for the number of every passage, the lines that stand in its place now.

    A passage is known by its hidden place, or by its words where a program
    lost that. A passage with no line was struck out. A line that is nobody's was
    written anew, and belongs to the paragraph before it, as one does that was split;
    behind a heading or caption to the paragraph that follows, if there is one.
    """
    found = dict(_by_place(passages, read))
    found |= _by_words(passages, read, found)
    owner = {line: passage for passage, line in found.items()}
    lines: dict[int, list[str]] = {number: [] for number in range(len(passages))}
    current, new = None, list[str]()
    for line, one in enumerate(read[: max(owner, default=-1) + 1]):
        if line in owner:
            current, before = owner[line], current
            _give(passages, lines, new, before, current)
            new = [one.text]
        elif current is not None and one.style not in _DRAWN:
            new.append(one.text)
    if current is not None:
        lines[current] += new
    return {number: list(filter(None, one)) for number, one in lines.items()}


def moved(passages: Sequence[Passage], read: Sequence[Read]) -> list[Passage]:
    """Return the passages that stand elsewhere now, as their hidden places tell."""
    lines = sorted((line, number) for number, line in _by_place(passages, read))
    now = [number for _, number in lines]
    was = sorted(now)
    blocks = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    kept = {number for at, _, size in blocks for number in was[at : at + size]}
    return [passages[number] for number in was if number not in kept]


def _give(
    passages: Sequence[Passage],
    lines: dict[int, list[str]],
    new: list[str],
    before: int | None,
    current: int,
) -> None:
    """Give the lines between two passages to one of them; the first is the passage before."""
    if before is None:
        return
    is_text = [passages[number].kind == "text" for number in (before, current)]
    moved = 1 if is_text == [False, True] else len(new)
    lines[before] += new[:moved]
    lines[current] += new[moved:]


def _by_place(passages: Sequence[Passage], read: Sequence[Read]) -> Iterator[tuple[int, int]]:
    numbers = {passage.place: number for number, passage in enumerate(passages)}
    taken = set()
    for line, one in enumerate(read):
        for place in one.places:
            number = numbers.get(place)
            if number is not None and number not in taken:
                taken.add(number)
                yield number, line


def _by_words(
    passages: Sequence[Passage], read: Sequence[Read], found: dict[int, int]
) -> dict[int, int]:
    """Match what no place tells, in order: the same words first, then the most alike."""
    mine = [number for number in range(len(passages)) if number not in found]
    taken = set(found.values())
    free = [line for line, one in enumerate(read) if line not in taken and _is_said(one)]
    before = [passages[number].text for number in mine]
    after = [read[line].text for line in free]
    matched: dict[int, int] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            matched |= dict(zip(mine[i1:i2], free[j1:j2], strict=True))
        elif tag == "replace":
            matched |= _alike(passages, read, mine[i1:i2], free[j1:j2])
    return matched


def _is_said(one: Read) -> bool:
    """Tell whether a line is text: the contents only repeat it."""
    return bool(one.text) and not one.style.startswith("toc ")


def _alike(
    passages: Sequence[Passage], read: Sequence[Read], mine: list[int], free: list[int]
) -> dict[int, int]:
    matched: dict[int, int] = {}
    for number in mine:
        scores = [(fuzz.ratio(passages[number].text, read[line].text), -line) for line in free]
        score, line = max(scores, default=(0.0, 0))
        if score >= _ALIKE:
            matched[number] = -line
            free = [one for one in free if one > -line]
    return matched
