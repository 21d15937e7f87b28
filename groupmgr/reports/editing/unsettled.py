"""待核: sentences and exhibits whose figures or records changed since somebody looked at them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from groupmgr.reports.editing.edits import Change, Exhibit
from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.lines import Lines

_SAID = 18


def stale(lines: Lines, changed: Mapping[str, Sequence[Change]]) -> Iterator[Finding]:
    """Ask for another look before the report is issued: words beside the figures may be wrong."""
    for line in lines:
        if found := changed.get(line.key):
            words = f"数字有变，请核对这一段：{'；'.join(map(str, found))}"
            said = line.text[:_SAID] + "…" * (len(line.text) > _SAID)
            place = (line.number, 0, len(line.text), Severity.MUST)
            yield Finding(*place, words, said=said, key=line.key)


def doubtful(lines: Lines, unsure: Iterable[tuple[Exhibit, str]]) -> Iterator[Finding]:
    """Ask for another look at what was chosen, where its section is still printed."""
    headings = {line.key: line.number for line in lines if line.level}
    for one, words in unsure:
        if number := headings.get(one.above):
            said = one.caption or one.basis
            yield Finding(number, 0, 0, Severity.MUST, words, said=said, key=one.key)
