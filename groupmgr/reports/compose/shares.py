"""Units beside each other: what each was credited with, and how that becomes the group's figure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from groupmgr.reports.facts import Facts, Figure
from groupmgr.reports.outline import LINE, Annex, Bound, Cell, Column, Table

_MOST = 9
_NONE = "—"


def reconciled(facts: Facts) -> tuple[Annex, ...]:
    """Print 各单位合计 − 重复计列 = 集团口径 of every figure that units share in."""
    columns = (
        *(Column("编号", 3, "center"), Column("指标名称", 8), Column("单位", 2, "center")),
        *(Column("各单位合计", 4, "right"), Column("减：重复计列", 4, "right")),
        *(Column("加：未计入任何单位", 3, "right"), Column("集团口径", 4, "right")),
    )
    rows = tuple(_reconciled(one) for one in _shared(facts))
    table = Table("集团口径核对", columns, rows, "reconciled")
    return (Annex("集团口径核对表", (table,), "annex/reconciled"),) if rows else ()


def shares(facts: Facts) -> tuple[Annex, ...]:
    """Set the units side by side in the figures that most of them share in."""
    found = sorted(_shared(facts), key=lambda one: -len(_sharing(one)))[:_MOST]
    figures = [one for one in facts.figures if one in found]
    if not figures:
        return ()
    width = max(2, min(4, 18 // len(figures)))
    columns = (
        Column("单位", LINE - width * len(figures)),
        *(Column(f"{one.name}（{one.unit}）", width, "right") for one in figures),
    )
    rows = (*_units(facts, figures), *_sums(figures))
    table = Table("成员单位对照", columns, rows, "shares")
    return (Annex("成员单位主要指标对照表", (table,), "annex/shares", wide=True),)


def _shared(facts: Facts) -> list[Figure]:
    return [one for one in facts.figures if one.overlap is not None and len(_sharing(one)) > 1]


def _sharing(figure: Figure) -> Mapping[str, str]:
    return {name: value for name, value in figure.by_unit if Decimal(value)}


def _reconciled(figure: Figure) -> tuple[Cell, ...]:
    named = (Bound(figure.code, figure.code), figure.name, figure.unit, _sum(figure))
    stated = Bound(figure.code, figure.value or "未报")
    return (*named, figure.overlap or "0", figure.outside or "0", stated)


def _units(facts: Facts, figures: Sequence[Figure]) -> list[tuple[Cell, ...]]:
    order = {member.name: place for place, member in enumerate(facts.members)}
    shares = [_sharing(one) for one in figures]
    names = {name for share in shares for name in share}
    ranked = sorted(names, key=lambda name: (order.get(name, len(order)), name))
    return [(name, *(share.get(name, _NONE) for share in shares)) for name in ranked]


def _sums(figures: Sequence[Figure]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [
        ("各单位合计", *(_sum(one) for one in figures)),
        ("减：重复计列", *(one.overlap or "0" for one in figures)),
    ]
    if any(Decimal(one.outside or 0) for one in figures):
        rows.append(("加：未计入任何成员单位", *(one.outside or "0" for one in figures)))
    return [*rows, ("集团口径", *(Bound(one.code, one.value or "未报") for one in figures))]


def _sum(figure: Figure) -> str:
    return f"{sum(Decimal(value) for _, value in figure.by_unit):f}"
