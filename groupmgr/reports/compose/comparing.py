"""An indicator told in a chart or table: by unit, by its parts, beside last year's value."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from groupmgr.reports.compose.phrases import change, spoken
from groupmgr.reports.compose.pictures import bars
from groupmgr.reports.facts import Facts, Figure, Pairs
from groupmgr.reports.outline import Bound, Cell, Chart, Column, Table

_MOST = 12
_ALL = "集团口径"
Rows = tuple[tuple[Cell, ...], ...]


def chart_of_units(figure: Figure, facts: Facts) -> Chart | None:
    """Compare the units, the largest on top; of more than twelve the last are drawn as one."""
    pairs = _drawn_together(_units(figure), "家")
    if not pairs:
        return None
    summary = f"最多的是{pairs[0][0]}，{spoken(pairs[0][1], figure.unit)}。"
    caption = f"各单位{figure.name}"
    heads = ("单位", f"{facts.year}年（{figure.unit}）")
    return _chart(caption, summary, heads, pairs, _rows(figure, "unit", pairs))


def chart_of_parts(figure: Figure, facts: Facts) -> Chart | None:
    """Compare the parts, in the order in which the report tells them."""
    pairs = _drawn_together(_parts(figure), "类")
    if not pairs:
        return None
    largest = max(pairs, key=lambda pair: Decimal(pair[1]))
    summary = f"最多的是{largest[0]}，{spoken(largest[1], figure.unit)}。"
    caption = f"{figure.name}的构成"
    heads = ("类别", f"{facts.year}年（{figure.unit}）")
    return _chart(caption, summary, heads, pairs, _rows(figure, "part", pairs))


def chart_of_years(figure: Figure, facts: Facts) -> Chart | None:
    """Set the year beside the one before it."""
    if figure.value is None or figure.previous is None:
        return None
    now, before = f"{facts.year}年", f"{facts.year - 1}年"
    pairs = ((before, figure.previous), (now, figure.value))
    cells = (_cell(figure, figure.previous, "previous"), _cell(figure, figure.value, "value"))
    summary = f"{now}{change(figure.value, figure.previous, figure.unit)}。"
    rows = tuple(zip((before, now), cells, strict=True))
    heads = ("年度", f"数值（{figure.unit}）")
    return _chart(f"{figure.name}与上年比较", summary, heads, pairs, rows)


def table_of_units(figure: Figure, facts: Facts) -> Table | None:
    """List all units that share in the figure, and how their sum becomes the group's figure."""
    heads = ("单位", f"{facts.year}年（{figure.unit}）")
    return _table(f"各单位{figure.name}", heads, _rows(figure, "unit", _units(figure)))


def table_of_parts(figure: Figure, facts: Facts) -> Table | None:
    """List all parts of the figure."""
    heads = ("类别", f"{facts.year}年（{figure.unit}）")
    return _table(f"{figure.name}的构成", heads, _rows(figure, "part", _parts(figure)))


def _units(figure: Figure) -> Pairs:
    """Return what the units were credited with, the largest first; what is all alike is none."""
    shared = [pair for pair in figure.by_unit if Decimal(pair[1])]
    ranked = sorted(shared, key=lambda pair: (-Decimal(pair[1]), pair[0]))
    alike = len({value for _, value in ranked}) < 2
    return () if alike or figure.value is None else tuple(ranked)


def _parts(figure: Figure) -> Pairs:
    return figure.breakdown if figure.value is not None and len(figure.breakdown) > 1 else ()


def _drawn_together(pairs: Pairs, counted: str) -> Pairs:
    if len(pairs) <= _MOST:
        return pairs
    rest = pairs[_MOST - 1 :]
    together = sum(Decimal(value) for _, value in rest)
    return (*pairs[: _MOST - 1], (f"其他{len(rest)}{counted}", f"{together:f}"))


def _rows(figure: Figure, kind: str, pairs: Pairs) -> Rows:
    """Return a row for each pair, and below them what the group states."""
    if not pairs:
        return ()
    told = tuple((name, _cell(figure, value, f"{kind}:{name}")) for name, value in pairs)
    closing = tuple(_reconciled(figure)) if kind == "unit" else ()
    return (*told, *closing, (_ALL, _cell(figure, figure.value or "", "value")))


def _reconciled(figure: Figure) -> Iterator[tuple[Cell, ...]]:
    """Yield 各单位合计 − 重复计列, where units are counted apart and together."""
    if figure.overlap is None:
        return
    total = sum(Decimal(value) for _, value in figure.by_unit)
    yield "各单位合计", _cell(figure, f"{total:f}", "units")
    yield "减：重复计列", _cell(figure, figure.overlap, "overlap")
    if Decimal(figure.outside or 0):
        yield "加：未计入任何成员单位", _cell(figure, figure.outside or "", "outside")


def _cell(figure: Figure, value: str, aspect: str) -> Bound:
    return Bound(figure.code, spoken(value, figure.unit).removesuffix(figure.unit), aspect)


def _chart(
    caption: str, summary: str, heads: tuple[str, str], pairs: Pairs, rows: Rows
) -> Chart | None:
    values = {name: float(value) for name, value in pairs}
    drawn = bars("", caption, summary, heads, values)
    table = _table(caption, heads, rows)
    return replace(drawn, table=table) if table else None


def _table(caption: str, heads: tuple[str, str], rows: Rows) -> Table | None:
    columns = (Column(heads[0], 18), Column(heads[1], 10, "right"))
    return Table(caption, columns, rows) if rows else None
