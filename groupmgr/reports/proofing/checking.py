"""The table of what is looked for, and the reading that looks for all of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from groupmgr.reports.proofing import (
    brackets,
    claims,
    dates,
    doubled,
    figures,
    glyphs,
    headings,
    leftovers,
    measures,
    misspelt,
    names,
    width,
)
from groupmgr.reports.proofing.findings import Finding, Severity, ordered
from groupmgr.reports.proofing.known import NOTHING, SHORTEST, Known
from groupmgr.reports.proofing.lines import Line, Lines

Family = Callable[[Lines, Known], Iterator[Finding]]

FAMILIES: tuple[Family, ...] = (
    figures.unbound,
    figures.outdated,
    measures.mistaken,
    claims.vague,
    names.former,
    dates.wrong,
    dates.elsewhen,
    brackets.unbalanced,
    doubled.repeated,
    misspelt.words,
    headings.misplaced,
    leftovers.forgotten,
    width.mixed,
    glyphs.lacking,
)

_AROUND = 8


def check(lines: Lines, known: Known = NOTHING) -> tuple[Finding, ...]:
    """Read the text and return all findings, 须改 first."""
    recorded = known.by_opening
    read = tuple(replace(line, quoted=_quoted(line.text, recorded)) for line in lines)
    found = [finding for family in FAMILIES for finding in family(read, known)]
    return ordered(_placed(read, found))


def _quoted(text: str, recorded: Mapping[str, list[str]]) -> tuple[tuple[int, int], ...]:
    """Return the spans that stand in the records word for word."""
    openings = {text[at : at + SHORTEST] for at in range(len(text) - SHORTEST + 1)}
    return tuple(
        found.span()
        for opening in sorted(openings & recorded.keys())
        for words in recorded[opening]
        for found in re.finditer(re.escape(words), text)
    )


def _placed(lines: Lines, found: list[Finding]) -> Iterator[Finding]:
    """Say of every finding under which heading it stands, and the words around it."""
    under, heading = {}, ""
    for line in lines:
        heading = line.text.strip() if line.heads else heading
        under[line.number] = (line, heading)
    for finding in found:
        line, above = under[finding.line]
        said, severity = _around(line, finding), _severity(line, finding)
        yield replace(finding, severity=severity, under=above, said=said, key=line.key)


def _severity(line: Line, finding: Finding) -> Severity:
    return Severity.SHOULD if _is_quoted(line, finding) else finding.severity


def _is_quoted(line: Line, finding: Finding) -> bool:
    """Tell whether the fault is in the words of a record: those who wrote them may correct them."""
    return any(first <= finding.start and finding.end <= last for first, last in line.quoted)


def _around(line: Line, finding: Finding) -> str:
    first, last = max(0, finding.start - _AROUND), finding.end + _AROUND
    before, after = "…" * (first > 0), "…" * (last < len(line.text))
    return f"{before}{line.text[first:last].strip()}{after}"
