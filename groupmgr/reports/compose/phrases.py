"""How clauses become sentences; a clause with nothing to state is empty and falls away."""

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from groupmgr.reports.outline import Block, Gap, Paragraph, Runs, Section, Text

_FLOWS = frozenset({"人", "人次", "人天", "人日", "人时", "万元", "㎡", "倍"})


def clause(*parts: str | Runs) -> Runs:
    """Put words and figures in a row, or nothing where one of the figures is missing."""
    if not all(parts):
        return ()
    return tuple(
        run for part in parts for run in ((Text(part),) if isinstance(part, str) else part)
    )


def joined(clauses: Iterable[Runs], mark: str = "，") -> Runs:
    """Join what is left of the clauses."""
    runs: Runs = ()
    for found in clauses:
        if found:
            runs += (Text(mark), *found) if runs else found
    return runs


def sentence(*clauses: Runs, opening: str = "", mark: str = "，") -> Runs:
    """Make a sentence of what is left of the clauses, with its opening words."""
    runs = joined(clauses, mark)
    return (*((Text(opening),) if opening else ()), *runs, Text("。")) if runs else ()


def paragraph(key: str, *sentences: Runs) -> tuple[Block, ...]:
    """Make a paragraph of what is left of the sentences."""
    runs = tuple(run for found in sentences for run in found)
    return (Paragraph(runs, key),) if runs else ()


def section(
    key: str, title: str, *blocks: Block, parts: tuple[Section, ...] = (), gap: str = ""
) -> tuple[Section, ...]:
    """Make a section, or none where there is neither text nor a gap to be marked."""
    if not blocks and not parts:
        return (Section(title, (Gap(gap, "gap"),), key=key),) if gap else ()
    return (Section(title, blocks, parts, key=key),)


def spoken(value: str, unit: str) -> str:
    """Write a value with its unit as official prose does: money with two decimals, no commas."""
    number = Decimal(value)
    plain = number.normalize() if number else Decimal(0)
    digits = f"{number:.2f}" if unit == "万元" else f"{plain:f}"
    return digits + unit


def change(value: str, previous: str | None, unit: str) -> str:
    """Say how a value moved against last year's, or nothing where last year's is not known."""
    if previous is None:
        return ""
    now, before = Decimal(value), Decimal(previous)
    if now == before:
        return "与上年持平"
    if unit == "%":
        return f"比上年{'提高' if now > before else '下降'}{abs(now - before):f}个百分点"
    if unit in _FLOWS and before:
        rate = (abs(now - before) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"比上年{'增长' if now > before else '下降'}{rate}%"
    return f"比上年{'增加' if now > before else '减少'}{spoken(str(abs(now - before)), unit)}"


def day(iso: str, *, with_year: bool = False) -> str:
    """Write an ISO day as 3月5日, or as 2024年3月5日."""
    date = dt.date.fromisoformat(iso)
    return f"{date.year}年" * with_year + f"{date.month}月{date.day}日"


def first(names: Iterable[str], most: int = 3) -> str:
    """Name the first few, and say 等 where there are more."""
    listed = list(names)
    return "、".join(listed[:most]) + "等" * (len(listed) > most)
