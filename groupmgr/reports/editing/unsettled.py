"""待核: sentences whose figures changed since somebody looked at them."""

from collections.abc import Iterator, Mapping, Sequence

from groupmgr.reports.editing.edits import Change
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
