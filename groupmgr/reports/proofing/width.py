"""Half-width marks in Chinese text, full-width digits, foreign marks: told once for each kind."""

import re
from collections.abc import Iterator

from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Known
from groupmgr.reports.proofing.lines import Lines

_WIDE = "\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e“”‘’—…"
_HALVES = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_NARROW = re.compile(rf"(?<=[{_WIDE}])[,:;!?()]|[,:;!?()](?=[{_WIDE}])")
_BRACKETS = "()"
_FOREIGN = {"〝": "“", "〞": "”"}
_FULL = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]+")
_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def mixed(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find both; each kind is one finding at its first place, with the number of the others."""
    first: dict[str, Finding] = {}
    more: dict[str, int] = {}
    for kind, finding in _all(lines):
        first.setdefault(kind, finding)
        more[kind] = more.get(kind, -1) + 1
    for kind, finding in first.items():
        place = (finding.line, finding.start, finding.end, finding.severity)
        yield Finding(*place, finding.words, finding.suggestion, more[kind])


def _all(lines: Lines) -> Iterator[tuple[str, Finding]]:
    for line in lines:
        for found in _NARROW.finditer(line.text):
            mark = found[0]
            kind = _BRACKETS if mark in _BRACKETS else mark
            words = f"中文里用了半角的“{mark}”，应为全角"
            place = (line.number, *found.span(), Severity.SHOULD)
            yield kind, Finding(*place, words, _HALVES[mark])
        for at, mark in enumerate(line.text):
            if right := _FOREIGN.get(mark):
                words = f"“{mark}”不是规范的引号，应为“{right}”"
                place = (line.number, at, at + 1, Severity.SHOULD)
                yield mark, Finding(*place, words, right)
        for found in _FULL.finditer(line.text):
            words = f"“{found[0]}”是全角，数字和字母应为半角"
            place = (line.number, *found.span(), Severity.SHOULD)
            yield "full", Finding(*place, words, found[0].translate(_TO_HALF))
