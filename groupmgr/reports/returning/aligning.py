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
    lost that. A line that is nobody's belongs to the passage before it, as a
    paragraph does that was split; a passage with no line was struck out.
    """
    found = dict(_by_place(passages, read))
    found |= _by_words(passages, read, found)
    owner = {line: passage for passage, line in found.items()}
    lines: dict[int, list[str]] = {number: [] for number in range(len(passages))}
    if not owner:
        return lines
    last, current = max(owner), None
    for line, one in enumerate(read[: last + 1]):
        current = owner.get(line, current)
        mine = line in owner or _is_added(passages, current, one)
        if current is not None and mine and one.text:
            lines[current].append(one.text)
    return lines


def _is_added(passages: Sequence[Passage], current: int | None, one: Read) -> bool:
    """Tell whether a line without an owner was written behind the passage before it."""
    behind = current is not None and not passages[current].is_heading
    return behind and one.style not in _DRAWN


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
    free = [line for line in range(len(read)) if line not in found.values() and read[line].text]
    before = [passages[number].text for number in mine]
    after = [read[line].text for line in free]
    matched: dict[int, int] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            matched |= dict(zip(mine[i1:i2], free[j1:j2], strict=True))
        elif tag == "replace":
            matched |= _alike(passages, read, mine[i1:i2], free[j1:j2])
    return matched


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
