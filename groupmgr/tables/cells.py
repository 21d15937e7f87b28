"""What people write into cells, as words, days and numbers; `RuleBroken` says what is wrong."""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.labels import Label
from groupmgr.tables.sheets import Cell

L = TypeVar("L", bound=Label)

_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月?)(?:[T\s]\S*)?")
_SERIAL_FROM, _SERIAL_TO = 20_000, 80_000
_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)(.*)")


def text(cell: Cell | None) -> str:
    """Return the words of a cell; a number that stands for words loses its `.0`."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        if abs(cell) >= 10**15:
            raise RuleBroken("长号码被当成了数字，末几位已丢失：请把这一列设为“文本”格式重填")
        return str(int(cell))
    # Excel reckons with fifteen digits: what it shows as 0.3 is stored as 0.30000000000000004.
    words = f"{cell:.15g}" if isinstance(cell, float) else str(cell).strip()
    if words.startswith("="):
        raise RuleBroken(f"“{words[:20]}”像公式，请改成文字")
    return words


def day(cell: Cell | None, *, at_end: bool = False) -> dt.date | None:
    """Return a day, whether a date cell, 2024-3-5, 2024.3.5, 2024年3月5日 or 2024年3月.

    A month alone is its first day, or with `at_end` its last.
    """
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    words = unicodedata.normalize("NFKC", text(cell)).strip()
    return _typed_day(words, at_end) if words else None


def _typed_day(words: str, at_end: bool) -> dt.date:
    if words.isdecimal() and _SERIAL_FROM < int(words) < _SERIAL_TO:
        return _EXCEL_DAY_ZERO + dt.timedelta(int(words))
    if re.fullmatch(r"(19|20)\d{6}", words):
        words = f"{words[:4]}-{words[4:6]}-{words[6:]}"
    parts = _DAY.fullmatch(re.sub(r"\s*([年月])\s*", r"\1", words))
    try:
        if parts is None:
            raise ValueError
        year, month = int(parts[1]), int(parts[2])
        last = calendar.monthrange(year, month)[1] if at_end else 1
        found = dt.date(year, month, int(parts[3] or last))
    except (ValueError, calendar.IllegalMonthError):
        raise RuleBroken(f"“{words[:20]}”不是日期，请写成 2024-3-5 的样子") from None
    if not 1900 <= found.year <= 2100:
        raise RuleBroken(f"“{words[:20]}”的年份不对")
    return found


def number(cell: Cell | None, units: Mapping[str, int], *, whole: bool = True) -> Decimal | None:
    """Return a count or amount that is not negative.

    `units` names what may follow the digits, with its factor: `{"": 1, "人": 1, "万人": 10000}`.
    """
    if isinstance(cell, dt.date | dt.time | dt.timedelta | bool):
        raise RuleBroken("应填数字")
    words = re.sub(r"[\s,，、]", "", unicodedata.normalize("NFKC", text(cell)))
    if not words:
        return None
    parts = _NUMBER.fullmatch(words)
    if parts is None or parts[2] not in units:
        raise RuleBroken(f"“{words[:20]}”不是数字，请只填数字")
    try:
        value = Decimal(parts[1]) * units[parts[2]]
    except InvalidOperation:
        raise RuleBroken(f"“{words[:20]}”不是数字，请只填数字") from None
    return _sensible(value, words, whole)


def _sensible(value: Decimal, words: str, whole: bool) -> Decimal:
    if value < 0:
        raise RuleBroken(f"“{words[:20]}”是负数")
    if value >= 10**12:
        raise RuleBroken(f"“{words[:20]}”太大了")
    if value != round(value, 0 if whole else 2):
        raise RuleBroken(f"“{words[:20]}”{'应是整数' if whole else '最多两位小数'}")
    return value


def label(cell: Cell | None, labels: type[L], synonyms: Mapping[str, L]) -> L | None:
    """Return the code that the words of a cell stand for."""
    words = _loose(text(cell))
    if not words:
        return None
    known = {_loose(word): code for word, code in synonyms.items()}
    known |= {_loose(code.label): code for code in labels}
    if words not in known:
        offered = "、".join(code.label for code in labels)
        raise RuleBroken(f"“{text(cell)[:20]}”不在选项里，可填：{offered}")
    return known[words]


def _loose(words: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))
