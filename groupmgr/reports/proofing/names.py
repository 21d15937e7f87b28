"""Units that are called by a name they no longer bear, or that have left the group."""

import datetime as dt
import re
from collections.abc import Iterator

from groupmgr.kernel.written import day_words
from groupmgr.reports.facts import Former
from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Known
from groupmgr.reports.proofing.lines import Line, Lines

_TELLS_OF_IT = re.compile(r"退出|更名|改名|原名|曾用名|前身|合并|撤销|注销|除名")
_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")


def former(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find the names; a name is right of a day on which it was borne."""
    for line in lines:
        for past in known.former:
            for found in re.finditer(re.escape(past.name), line.text):
                if _wrong(line, found.start(), past, known):
                    yield _finding(line, found.span(), past, known)


def _wrong(line: Line, start: int, past: Former, known: Known) -> bool:
    end = start + len(past.name)
    if past.name in known.units or not line.typed(start, end):
        return False
    if line.text[start - 1 : start] == "原" or _part_of_a_name(line.text, start, end, known):
        return False
    first, last = line.sentence(start)
    told = line.text[first:last]
    return not _TELLS_OF_IT.search(told) and not _then(told, past, known)


def _part_of_a_name(text: str, start: int, end: int, known: Known) -> bool:
    """Tell whether the words are a part of a longer name that is right."""
    longer = (name for name in known.units if text[start:end] in name)
    return any(
        found.start() <= start and end <= found.end()
        for name in longer
        for found in re.finditer(re.escape(name), text)
    )


def _then(told: str, past: Former, known: Known) -> bool:
    """Tell whether the sentence begins with a day on which the unit still bore the name."""
    found = _DAY.search(told)
    if found is None or known.year is None:
        return False
    year, month, day = (int(part) for part in (found[1] or known.year, found[2], found[3]))
    try:
        return dt.date(year, month, day) <= dt.date.fromisoformat(past.until)
    except ValueError:
        return False


def _finding(line: Line, span: tuple[int, int], past: Former, known: Known) -> Finding:
    until = dt.date.fromisoformat(past.until)
    day = day_words(until)
    if past.now:
        words = f"“{past.name}”用到{day}为止，现名“{past.now}”"
        return Finding(line.number, *span, Severity.MUST, words, past.now)
    before = known.year is not None and until.year < known.year
    severity = Severity.MUST if before else Severity.SHOULD
    words = f"“{past.name}”已退出集团，{day}是它在集团的最后一天：请核对"
    return Finding(line.number, *span, severity, words)
