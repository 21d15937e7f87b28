"""Claims that nothing proves: 显著提高 without an indicator beside it."""

import re
from collections.abc import Iterator

from groupmgr.reports.proofing.figures import typed
from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Known
from groupmgr.reports.proofing.lines import Line, Lines, sections

_CLAIM = re.compile(
    r"(?:显著|明显|大幅度?|极大地?|快速|迅速|成倍|持续快速)地?(?:提高|提升|增强|增长|改善|增加|扩大|优化|下降|降低|减少|好转)"
    r"|(?:成效|效果|成果|成绩)(?:显著|明显|突出|斐然|喜人)|(?:显著|明显|突出|可喜)的?(?:成效|成绩|成果|效果|进步|进展)"
    r"|(?:得到|受到|赢得)了?(?:社会)?(?:各界)?广泛(?:的)?(?:好评|赞誉|认可)|走在(?:全省|全国|全市)前列|再上新台阶"
)
# What is wished for is no claim.
_WISH = re.compile(r"将|努力|力争|争取|进一步|要求|目标|计划|拟|希望|期望|推动|促进|确保|致力")
_WORDS = "“{}”没有数据支持：请在旁边写出能说明它的指标，或改为具体事实"


def vague(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find claims with no figure in their sentence or, for a heading, in its section."""
    proved = {head.number for head, under in sections(lines) if any(map(_figures, under))}
    for line in lines:
        for found in _CLAIM.finditer(line.text):
            if not line.typed(*found.span()):
                continue
            if (line.number in proved) if line.heads else _beside(line, found.start()):
                continue
            words = _WORDS.format(found[0])
            yield Finding(line.number, *found.span(), Severity.SHOULD, words)


def _figures(line: Line) -> bool:
    return any(mark.code for mark in line.bound)


def _beside(line: Line, start: int) -> bool:
    """Tell whether the sentence holds a figure, or only a wish."""
    first, last = line.sentence(start)
    if _WISH.search(line.text, first, start):
        return True
    bound = any(first <= mark.start < last for mark in line.bound)
    return bound or any(first <= found.start() < last for found in typed(line))
