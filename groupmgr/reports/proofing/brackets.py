"""括号、书名号、引号 that do not pair up."""

from collections.abc import Iterator

from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Known
from groupmgr.reports.proofing.lines import Line, Lines

# A half-width bracket that closes a full-width one is a matter of width, not of balance.
_OPENING = dict(zip("（([【〔《〈“‘", "））】】〕》〉”’", strict=True))
# So is 〞, which programs that read scans write for ”.
_CLOSING = {")": "）", "]": "】", "〞": "”"} | {mark: mark for mark in _OPENING.values()}
_QUOTES = {"“": "”", "‘": "’"}
_NAMES = {"“": "前引号", "”": "后引号", "‘": "前单引号", "’": "后单引号"}
_STOPS = frozenset("，。；！？,;!?")


def unbalanced(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find what is opened and never closed, closed and never opened, or crossed."""
    for line in lines:
        yield from _Reading(line).findings()


class _Reading:
    """Walks along a line and keeps what is open."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._open: list[int] = []

    def findings(self) -> Iterator[Finding]:
        start = max((end for _, _, end in self._line.marks()), default=0)
        for place in range(start, len(self._line.text)):
            mark = self._line.text[place]
            if mark in _OPENING:
                yield from self._opened(place, mark)
            elif mark in _CLOSING:
                yield from self._closed(place, mark)
        yield from map(self._never_closed, self._open)

    def _opened(self, place: int, mark: str) -> Iterator[Finding]:
        """Quotation marks never stand within their own kind: one of the two is wrong."""
        text = self._line.text
        again = bool(self._open) and text[self._open[-1]] == mark
        if not again or mark not in _QUOTES:
            self._open.append(place)
            return
        before = self._open.pop()
        if _STOPS & set(text[before:place]):
            yield self._never_closed(before)
            self._open.append(place)
        else:
            words = f"引号方向不对：这里应是{_name(_QUOTES[mark])}"
            yield self._found(place, words, _QUOTES[mark])

    def _closed(self, place: int, mark: str) -> Iterator[Finding]:
        wanted = _CLOSING[mark]
        waiting = [_OPENING[self._line.text[at]] for at in self._open]
        if wanted not in waiting:
            yield self._found(place, f"多出{_name(mark)}：前面没有与它成对的", None)
            return
        while _OPENING[self._line.text[self._open[-1]]] != wanted:
            yield self._never_closed(self._open.pop())
        self._open.pop()

    def _never_closed(self, place: int) -> Finding:
        mark = self._line.text[place]
        return self._found(place, f"{_name(mark)}没有成对：缺{_name(_OPENING[mark])}", None)

    def _found(self, place: int, words: str, suggestion: str | None) -> Finding:
        return Finding(self._line.number, place, place + 1, Severity.MUST, words, suggestion)


def _name(mark: str) -> str:
    """Call a mark by its name where it cannot stand in quotation marks itself."""
    return _NAMES.get(mark, f"“{mark}”")
