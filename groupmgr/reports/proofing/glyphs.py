"""Characters that would be printed as an empty box, because no face has them."""

from collections.abc import Iterator

from groupmgr.official.faces import unprintable
from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Known
from groupmgr.reports.proofing.lines import Lines

_ADVICE = "字库里没有，印出来是空框：请核对是否打错"


def lacking(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find them in the text, and in the names that the annexes list."""
    told: set[str] = set()
    for line in lines:
        for letter in sorted(unprintable([line.text]).keys() - told):
            told.add(letter)
            start = line.text.index(letter)
            place = (line.number, start, start + 1, Severity.SHOULD)
            yield Finding(*place, f"“{letter}”{_ADVICE}")
    for letter, text in sorted(unprintable([*known.recorded, *known.units]).items()):
        if lines and letter not in told:
            first = (lines[0].number, 0, 0, Severity.SHOULD)
            yield Finding(*first, f"附件里“{text}”的“{letter}”{_ADVICE}")
