"""Figures that nothing stands behind, and figures that the data have left behind."""

import re
from collections.abc import Iterator

from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Known, numbers
from groupmgr.reports.proofing.lines import Bound, Line, Lines

# Lines that say how to reach somebody, or that a web page wraps around a text.
CONTACT = re.compile(
    r"\s*[（(]?(?:联系)?(?:电话|传真|地址|邮箱|邮编|网址|时间|来源|当前位置|联系人|手机|QQ|微信"
    r"|网站客服|索引号|ID|大小|页数)\s*[:：]"
)
# Digits that are no figures: days, numbers of documents and annexes, names, codes.
_NO_FIGURE = re.compile(
    r"\d{2,4}\s*年(?:度|级|\d{1,2}月(?:\d{1,2}[日号]?|份)?)?|\d{1,2}\s*月(?:份|\d{1,2}[日号]?)?"
    r"|(?<!\d)\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}[日时]"
    r"|\d{4}(?:[—–-]\d{4})?(?:学年|届|级|版)|第\s*\d+|〔\d{4}〕\s*\d+\s*号|[(（\[]\d{4}[)）\]]\s*\d+\s*号"
    r"|(?:附件|附录|附表|附|图|表|资料|文件)\s*\d+|[A-Za-z][A-Za-z/+.\-]*\s*\d[\d.\-]*|\d+[A-Za-z+][A-Za-z0-9+]*"
    r"|[（(]\d{1,2}[)）]|《[^》]*》|(?:电话|传真|手机|邮编|热线)\s*[:：]?\s*[\d—-]+"
    r"|(?<=\s)\d{1,2}[.．、](?=[\u4e00-\u9fff])"
)
# What a rule asks for, or people aim at, is no statement: 每季度至少召开1次, 力争达到60%.
_ASKED = re.compile(
    r"(?:每年|每学年|每学期|每半年|每季度|每月|每周|每五年|原则上|应当?|须|不得|要求|规定)"
    r"[^。；;]*(?:至少|不少于|不低于|不超过)|力争"
)
_YEAR_TO_COME = re.compile(r"到(20\d\d)年")
_UNITS = (
    "家次|人次|人天|人日|人时|人|名|位|家|个|所|项|件|门|种|本|台|套|亿元|万元|亿|万|元|%|％|‰|倍|场|期|批|份|篇|天|次"
    "|学时|课时|学分|小时|㎡|平方米|公里|户|支|类|条|亩|吨|间|处|座|对|工位|成|岗|座谈|余|多"
)
# Of a range (3—5所) both ends are one figure.
NUMBER = re.compile(
    rf"(?<![\d.])(?:\d[\d.]*[—–~～-]{{1,2}})?(\d[\d,]*(?:\.\d+)?)\s*(?:[余多])?\s*({_UNITS})?"
)


def unbound(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find digits that are neither an indicator nor words of a record."""
    for line in lines:
        for found in typed(line):
            said = found[0].strip()
            if (found[2] or line.edited) and not _is_asked(line, found, known):
                words = f"“{said}”没有数据来源：请改为插入指标，或注明出处"
                yield Finding(line.number, *found.span(), Severity.MUST, words)
            else:
                words = f"“{said}”没有数据来源：请核对"
                yield Finding(line.number, *found.span(), Severity.SHOULD, words)


def outdated(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find bound figures that say what the data no longer say."""
    for line in lines:
        for mark in line.bound:
            if mark.code and known.indicators:
                yield from _outdated(line, mark, known)


def typed(line: Line) -> Iterator[re.Match[str]]:
    """Yield the numbers in a line that somebody typed as figures."""
    if CONTACT.match(line.text):
        return
    start = max((end for _, _, end in line.marks()), default=0)
    others = [found.span() for found in _NO_FIGURE.finditer(line.text)]
    for found in NUMBER.finditer(line.text, start):
        inside = any(first <= found.start() < last for first, last in others)
        if not inside and line.typed(*found.span(1)):
            yield found


def _is_asked(line: Line, found: re.Match[str], known: Known) -> bool:
    """Tell whether the sentence up to the number asks for it, or tells of a year to come."""
    first, _ = line.sentence(found.start())
    years = _YEAR_TO_COME.findall(line.text, first, found.start())
    to_come = any(int(year) > known.year for year in years) if known.year else False
    return to_come or bool(_ASKED.search(line.text, first, found.start()))


def _outdated(line: Line, mark: Bound, known: Known) -> Iterator[Finding]:
    said, now = line.text[mark.start : mark.end], known.indicators.get(mark.code)
    place = (line.number, mark.start, mark.end, Severity.MUST)
    if now is None:
        yield Finding(*place, f"“{said}”所指的指标 {mark.code} 不在本年度数据中")
    elif not now.stated:
        yield Finding(*place, f"“{said}”已没有数据：{now.name}本年度未取得数据")
    elif not set(numbers(said)) <= now.numbers:
        words = f"“{said}”与数据不符：{now.name}现为{now.stated}"
        yield Finding(*place, words, now.stated)
