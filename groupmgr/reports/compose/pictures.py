"""Charts as data: what ECharts draws, each beside the table of what it draws."""

from collections.abc import Mapping, Sequence
from typing import Any

from groupmgr.reports.outline import LINE, Chart, Column, Table

# In this order, and no pies (the house's colours for charts).
_COLOURS = ("#1d5aa6", "#7b8796", "#b3641b", "#2c7a6b")
_INK, _RULE = "#1b2430", "#dfe4ea"
_LINE, _BESIDE, _MOST = 589, 374, 12
_LABELS = {"show": True, "color": _INK, "fontSize": 13}

Series = Mapping[str, Sequence[int | float]]


def bars(
    key: str,
    caption: str,
    summary: str,
    heads: tuple[str, str],
    values: Mapping[str, float],
    rest: str = "类",
) -> Chart:
    """Compare things by length, the first on top; those after the twelfth are drawn together."""
    values = _twelve(values, rest)
    option = _frame() | {
        "grid": {"left": 8, "right": 56, "top": 8, "bottom": 8, "containLabel": True},
        "xAxis": _values(show=False),
        "yAxis": _names(values, inverse=True),
        "series": [{"type": "bar", "data": list(values.values()), "barMaxWidth": 16}],
    }
    size = (_BESIDE, max(120, 28 + 24 * len(values)))
    option["series"][0]["label"] = _LABELS | {"position": "right"}
    return Chart(caption, summary, option, _pairs(caption, heads, values), *size, key)


def columns(key: str, caption: str, summary: str, heads: tuple[str, ...], series: Series) -> Chart:
    """Pile up counts over a few spans of time."""
    option = _frame() | {
        "legend": {"bottom": 0, "textStyle": {"fontSize": 13, "color": _INK}, "icon": "rect"},
        "grid": {"left": 8, "right": 8, "top": 16, "bottom": 36, "containLabel": True},
        "xAxis": _names(heads),
        "yAxis": _values(),
        "series": [
            {"type": "bar", "name": name, "stack": "all", "data": list(data), "barMaxWidth": 48}
            for name, data in series.items()
        ],
    }
    return Chart(caption, summary, option, _grid(caption, heads, series), _LINE, 240, key)


def lines(key: str, caption: str, summary: str, heads: tuple[str, ...], series: Series) -> Chart:
    """Follow a course of time; the first line is solid and later ones are dashed."""
    option = _frame() | {
        "grid": {"left": 8, "right": 64, "top": 24, "bottom": 8, "containLabel": True},
        "xAxis": _names(heads),
        "yAxis": _values(),
        "series": [_line(name, data, place) for place, (name, data) in enumerate(series.items())],
    }
    return Chart(caption, summary, option, _grid(caption, heads, series), _LINE, 240, key)


def _twelve(values: Mapping[str, float], counted: str) -> Mapping[str, float]:
    pairs = list(values.items())
    if rest := pairs[_MOST:]:
        pairs[_MOST:] = [(f"其他{len(rest)}{counted}", sum(value for _, value in rest))]
    return dict(pairs)


def _frame() -> dict[str, Any]:
    return {
        "animation": False,
        "color": list(_COLOURS),
        "textStyle": {"fontFamily": "ASCII, SongTi, RareHan", "fontSize": 13, "color": _INK},
        "aria": {"enabled": True},
    }


def _names(names: Sequence[str] | Mapping[str, float], *, inverse: bool = False) -> dict[str, Any]:
    return {
        "type": "category",
        "data": list(names),
        "inverse": inverse,
        "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": "#8a96a5"}},
        "axisLabel": {"color": _INK, "fontSize": 13, "interval": 0},
    }


def _values(*, show: bool = True) -> dict[str, Any]:
    return {
        "type": "value",
        "show": show,
        "min": 0,
        "minInterval": 1,
        "axisLabel": {"color": _INK, "fontSize": 13},
        "splitLine": {"lineStyle": {"color": _RULE}},
    }


def _line(name: str, data: Sequence[int | float], place: int) -> dict[str, Any]:
    return {
        "type": "line",
        "name": name,
        "data": list(data),
        "symbolSize": 5,
        "lineStyle": {"width": 2, "type": "dashed" if place else "solid"},
        "labelLayout": {"moveOverlap": "shiftY"},
        "endLabel": {"show": True, "formatter": "{a}", "color": _INK, "fontSize": 13},
    }


def _pairs(caption: str, heads: tuple[str, str], values: Mapping[str, float]) -> Table:
    shape = (Column(heads[0], 20), Column(heads[1], 8, "right"))
    return Table(caption, shape, tuple((name, f"{value:g}") for name, value in values.items()))


def _grid(caption: str, heads: tuple[str, ...], series: Series) -> Table:
    width = (LINE - 4) // len(heads) if len(heads) < 12 else 2
    shape = (
        Column("", LINE - width * len(heads)),
        *(Column(head, width, "right") for head in heads),
    )
    rows = tuple((name, *(f"{value:g}" for value in data)) for name, data in series.items())
    return Table(caption, shape, rows)
