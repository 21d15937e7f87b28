"""Units beside each other: what each was credited with, and how that becomes the group's figure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from groupmgr.reports.facts import Facts, Figure
from groupmgr.reports.outline import LINE, Annex, Bound, Cell, Column, Table

_MOST = 9
_UNKNOWN = "—"


def shares(facts: Facts) -> tuple[Annex, ...]:
    """Set the units side by side, with 各单位合计 − 重复计列 = 集团口径 below every figure."""
    found = [one for one in facts.figures if one.overlap is not None and len(one.by_unit) > 1]
    order = {member.name: place for place, member in enumerate(facts.members)}
    tables = tuple(
        _table(found[first : first + _MOST], order, first // _MOST)
        for first in range(0, len(found), _MOST)
    )
    title = "成员单位主要指标对照表"
    return (Annex(title, tables, "annex/shares", wide=True),) if tables else ()


def _table(figures: Sequence[Figure], order: Mapping[str, int], number: int) -> Table:
    width = max(2, min(4, 18 // len(figures)))
    columns = (
        Column("单位", LINE - width * len(figures)),
        *(Column(f"{one.name}（{one.unit}）", width, "right") for one in figures),
    )
    shares = [dict(one.by_unit) for one in figures]
    names = {name for share in shares for name, value in share.items() if Decimal(value)}
    ranked = sorted(names, key=lambda name: (order.get(name, len(order)), name))
    rows: list[tuple[Cell, ...]] = [
        (name, *(share.get(name, _UNKNOWN) for share in shares)) for name in ranked
    ]
    return Table("单位对照", columns, (*rows, *_reconciled(figures)), f"shares-{number + 1}")


def _reconciled(figures: Sequence[Figure]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [
        ("各单位合计", *(_sum(one) for one in figures)),
        ("减：重复计列", *(one.overlap or "0" for one in figures)),
    ]
    if any(Decimal(one.outside or 0) for one in figures):
        rows.append(("加：未计入任何成员单位", *(one.outside or "0" for one in figures)))
    stated = (Bound(one.code, one.value or "未报") for one in figures)
    return [*rows, ("集团口径", *stated)]


def _sum(figure: Figure) -> str:
    return f"{sum(Decimal(value) for _, value in figure.by_unit):f}"
