"""人 for 人次, 元 for 万元: a right number under a wrong unit."""

import re
from collections.abc import Iterator
from decimal import Decimal

from groupmgr.reports.proofing.figures import typed
from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Indicator, Known
from groupmgr.reports.proofing.lines import Line, Lines

_RIVALS = {"人": "人次", "人次": "人", "万元": "元", "元": "万元"}
_UNIT = re.compile(r"[\d.](人次|人|万元|元)$")
_GOES_ON = re.compile(r"人次|次(?!数|日|年)|人(?!次|天|日|时|员|才|均|民|社|力)|万元|元")
# What is counted is named before the number: 培训人次达300人.
_NAMED = re.compile(
    r"(?P<times>人次)[^，。；、（）,;\d]{0,6}(?P<people>\d[\d,.]*\s*[余多]?人)(?!次|天|日|时)"
    r"|(?P<heads>人数)[^，。；、（）,;\d]{0,6}(?P<counted>\d[\d,.]*\s*[余多]?人次)"
)
# Small numbers agree by chance.
_TELLING = 10


def mistaken(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find units that do not belong to their figure."""
    for line in lines:
        yield from _after_figures(line, known)
        yield from _named(line)
        yield from _of_another(line, known)


def _after_figures(line: Line, known: Known) -> Iterator[Finding]:
    """Look at bound figures: their unit, and what was typed right behind them."""
    for mark in line.bound:
        said, after = line.text[mark.start : mark.end], _GOES_ON.match(line.text, mark.end)
        unit = _UNIT.search(said)
        now = known.indicators.get(mark.code)
        if unit and after:
            words = f"“{said}{after[0]}”的单位重复：数字自带单位“{unit[1]}”"
            yield Finding(line.number, *after.span(), Severity.MUST, words, "")
        elif unit and now and _RIVALS[unit[1]] == now.unit:
            yield _wrong(line, (mark.start, mark.end), unit[1], now)
        elif after and now and said[-1:].isdigit() and _RIVALS[after[0]] == now.unit:
            yield _wrong(line, after.span(), after[0], now)


def _wrong(line: Line, span: tuple[int, int], unit: str, now: Indicator) -> Finding:
    words = f"单位应为“{now.unit}”：{now.name}按{now.unit}统计，这里写成“{unit}”"
    return Finding(line.number, *span, Severity.MUST, words, now.unit)


def _named(line: Line) -> Iterator[Finding]:
    for found in _NAMED.finditer(line.text):
        kind, right = ("people", "人次") if found["times"] else ("counted", "人")
        said = found[kind]
        words = f"“{said}”的单位与前面的“{found['times'] or found['heads']}”不一致"
        suggestion = re.sub(r"人次$|人$", right, said)
        yield Finding(line.number, *found.span(kind), Severity.MUST, words, suggestion)


def _of_another(line: Line, known: Known) -> Iterator[Finding]:
    """Find typed numbers that are an indicator's, under the other unit."""
    stated = {
        (Decimal(now.stated.removesuffix(now.unit)), now.unit): now
        for now in known.indicators.values()
        if now.stated and now.unit in _RIVALS
    }
    for found in typed(line):
        number, unit = Decimal(found[1].replace(",", "")), found[2]
        now = stated.get((number, _RIVALS.get(unit, "")))
        if now and number >= _TELLING:
            yield _wrong(line, found.span(), unit, now)
