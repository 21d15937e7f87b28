"""What proof-reading says: where, how grave, what is wrong, and what may stand there instead."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from groupmgr.kernel.labels import Label


class Severity(Label):
    """轻重: 须改 keeps a report from being issued, 建议 does not."""

    MUST = "must", "须改"
    SHOULD = "should", "建议"


@dataclass(frozen=True, slots=True)
class Finding:
    """A span of a line with what is wrong there; `more` counts the same fault at later places.

    Columns are counted from 0 and end behind the span. `under` is the heading
    above and `said` the words around, for people who see no line numbers; `key`
    is the block of our own document in which it is.
    """

    line: int
    start: int
    end: int
    severity: Severity
    words: str
    suggestion: str | None = None
    more: int = 0
    under: str = ""
    said: str = ""
    key: str = ""


def blocks(findings: Iterable[Finding]) -> bool:
    """Tell whether any of the findings keeps the report from being issued."""
    return any(finding.severity is Severity.MUST for finding in findings)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put 须改 first, and then as they stand in the text."""
    graded = tuple(Severity)
    return tuple(sorted(findings, key=lambda f: (graded.index(f.severity), f.line, f.start, f.end)))


def dump(findings: Iterable[Finding]) -> str:
    """Write findings as an edition keeps them."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False)


def load(kept: str) -> tuple[Finding, ...]:
    """Read findings back."""
    found = [Finding(**each) for each in json.loads(kept)]
    return tuple(replace(each, severity=Severity.of_code(each.severity)) for each in found)
