"""Days that are incomplete, that do not exist, or that are not of the year."""

import calendar
import re
from collections.abc import Iterator

from groupmgr.reports.proofing.figures import CONTACT
from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Known
from groupmgr.reports.proofing.lines import Line, Lines

# A range (3月5—8日, 3月5、6日) names 日 once, at its end.
_DAYLESS = re.compile(
    r"(?:\d{2,4}年)?\d{1,2}月\d{1,2}(?!\d|[日号]|\s*[—–~～至、和-]\s*(?:\d{1,2}月)?\d{1,2}[日号])"
)
_SHORT = re.compile(r"(?<!\d)(\d{2})年(?=\d{1,2}月)")
_ZERO = re.compile(r"(?<!\d)0\d月(?:\d{1,2}日)?|(?<=月)0\d日")
_DIGITS = re.compile(
    r"(?<![\d.\-/])(?<!时间[:：])(?<!日期[:：])(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\s*\d|[-./]\d)"
)
_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})[日号])?")
_YEAR = re.compile(r"(?<!\d)(\d{4})年(?!度|级|版)(?:(\d{1,2})月)?(?:(\d{1,2})日)?")
_TO_COME = re.compile(
    r"将|拟|计划|到期|预计|下一|明年|力争|至|截止|有效|续签|前|期间|规划|目标|到\d{4}年"
)
_AHEAD = re.compile(r"展望|计划|下一|明年|打算|思路|安排|工作部署|未来")
_DONE = re.compile(r"召开|举办|举行|开展|组织|完成|培训|走访|接待")
_BEFORE = re.compile(r"成立|自|起|以来|上年|去年|往年|同期|比|始|建成|入选|曾|历年|首次|此前")


def wrong(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find days that are wrong by themselves."""
    for line in lines:
        if not CONTACT.match(line.text):
            yield from _incomplete(line)
            yield from _impossible(line)


def elsewhen(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find what is told as done in another year, or on a day to come."""
    if known.year is None:
        return
    ahead = _told_ahead(lines)
    for line in lines:
        for found in _YEAR.finditer(line.text):
            quoted = _in_a_title(line.text, found.start())
            if not quoted and line.typed(*found.span()):
                yield from _elsewhen(line, found, known, line.number in ahead)


def _incomplete(line: Line) -> Iterator[Finding]:
    for found in _DAYLESS.finditer(line.text):
        words = f"日期“{found[0]}”不完整：缺“日”"
        yield Finding(line.number, *found.span(), Severity.MUST, words, f"{found[0]}日")
    for found in _SHORT.finditer(line.text):
        words, full = f"年份“{found[0]}”应写全四位", f"20{found[1]}年"
        yield Finding(line.number, *found.span(), Severity.SHOULD, words, full)
    for found in _ZERO.finditer(line.text):
        plain = re.sub(r"(?<!\d)0(?=\d)", "", found[0])
        words = f"日期“{found[0]}”不编虚位"
        yield Finding(line.number, *found.span(), Severity.SHOULD, words, plain)
    for found in _DIGITS.finditer(line.text):
        if line.typed(*found.span()):
            full = f"{found[1]}年{int(found[3])}月{int(found[4])}日"
            words = f"日期“{found[0]}”应写年月日"
            yield Finding(line.number, *found.span(), Severity.SHOULD, words, full)


def _impossible(line: Line) -> Iterator[Finding]:
    for found in _DAY.finditer(line.text):
        year, month, day = (int(part) if part else None for part in found.groups())
        if not month or month > 12 or (day is not None and not _exists(year, month, day)):
            words = f"没有“{found[0]}”这一天" if day else f"没有“{found[0]}”"
            yield Finding(line.number, *found.span(), Severity.MUST, words)


def _exists(year: int | None, month: int, day: int) -> bool:
    """Tell whether the day exists; without its year, 29 February does."""
    return 1 <= day <= calendar.monthrange(year or 2000, month)[1]


def _told_ahead(lines: Lines) -> frozenset[int]:
    """Return the lines of chapters that look ahead."""
    found, ahead = set(), False
    for line in lines:
        if line.rank == 1:
            ahead = bool(_AHEAD.search(line.text))
        if ahead:
            found.add(line.number)
    return frozenset(found)


def _in_a_title(text: str, place: int) -> bool:
    return (
        text.rfind("《", 0, place) > text.rfind("》", 0, place) or text[place - 1 : place] == "〔"
    )


def _elsewhen(line: Line, found: re.Match[str], known: Known, ahead: bool) -> Iterator[Finding]:
    first, last = line.sentence(found.start())
    told, year = line.text[first:last], int(found[1])
    place = (line.number, *found.span(), Severity.SHOULD)
    if _comes_later(found, known) and not ahead and not _TO_COME.search(told):
        yield Finding(*place, f"“{found[0]}”晚于数据截止日：请核对")
    done = _DONE.search(told) and not _BEFORE.search(told)
    if known.year is not None and year < known.year and done:
        yield Finding(*place, f"“{found[0]}”不在{known.year}年内：请核对是否写进本年度")


def _comes_later(found: re.Match[str], known: Known) -> bool:
    year, month, day = (int(part) if part else 1 for part in found.groups())
    return f"{year:04}-{month:02}-{day:02}" > known.as_of
