"""Levels of headings: 一、 then （一） then 1. then （1）, none left out and none mixed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from groupmgr.kernel.text import chinese
from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Known
from groupmgr.reports.proofing.lines import Line, Lines

_FORMS = ("一、", "（一）", "1.", "（1）")
_VALUES = {chinese(number): number for number in range(1, 100)}


@dataclass(slots=True)
class _Course:
    """What has been passed on the way through the text."""

    last: list[int] = field(default_factory=lambda: [0] * 5)
    ever: list[int] = field(default_factory=lambda: [0] * 5)
    depth: int = 0
    jumped: bool = False
    style: str = ""


def misplaced(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find levels that jump, numbers that are left out, and two ways to write one level."""
    course = _Course()
    for line in lines:
        mark = next(line.marks(), None)
        if mark is None:
            course.depth = line.level or course.depth
            continue
        level, number, end = mark
        yield from _disagreeing(line, level, end)
        yield from _jumping(line, level, end, course)
        yield from _counting(line, level, number, end, course)
        yield from _mixing(line, level, end, course)


def _disagreeing(line: Line, level: int, end: int) -> Iterator[Finding]:
    if line.level and line.level != level:
        words = f"这是第{line.level}级标题，序号却是第{level}级的写法"
        yield Finding(line.number, 0, end, Severity.MUST, words, _FORMS[line.level - 1])


def _jumping(line: Line, level: int, end: int, course: _Course) -> Iterator[Finding]:
    """Say it once of all that stand under the same heading."""
    if level <= course.depth:
        course.depth, course.jumped = level, False
    elif course.depth and level > course.depth + 1:
        if not course.jumped:
            wanted = _FORMS[course.depth]
            words = f"层次跳级：{_FORMS[course.depth - 1]}之下应先用{wanted}"
            yield Finding(line.number, 0, end, Severity.MUST, words, wanted)
        course.jumped = True
    elif level == course.depth + 1:
        course.depth, course.jumped = level, False


def _counting(line: Line, level: int, number: str, end: int, course: _Course) -> Iterator[Finding]:
    """Count anew under each heading, or through the whole text as plans of work do."""
    value = _VALUES.get(number) or (int(number) if number.isdigit() else 0)
    before, course.last[level] = course.last[level], value
    throughout, course.ever[level] = course.ever[level] + 1, value
    course.last[level + 1 :] = [0] * (4 - level)
    if value not in (1, before + 1, throughout):
        words = f"序号不连续：“{line.text[:end].strip()}”之前缺第{value - 1}项"
        yield Finding(line.number, 0, end, Severity.MUST, words)


def _mixing(line: Line, level: int, end: int, course: _Course) -> Iterator[Finding]:
    """Look at the third level alone: the width of brackets is found elsewhere."""
    style = line.text[end - 1]
    if level != 3 or course.style == "mixed":
        return
    if course.style and style != course.style:
        words = f"同一层次的序号写法不一：前文用“1{course.style}”，这里用“1{style}”"
        yield Finding(line.number, 0, end, Severity.SHOULD, words, "1.")
        style = "mixed"
    course.style = style
