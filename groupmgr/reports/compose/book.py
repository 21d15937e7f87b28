"""The facts, opened where a sentence needs them."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from groupmgr.reports.compose.phrases import change, clause, spoken
from groupmgr.reports.facts import Activity, Facts, Figure
from groupmgr.reports.outline import Bound, Cited, Runs

# The kinds of unit that are counted in 所 and that train.
SCHOOLS = ("中等职业学校", "技工院校", "高等职业学校", "职业本科学校", "普通本科高校")


class Book:
    """Figures by code and activities by category.

    A figure that is not known, or that is zero, gives no words: what did not
    happen is not praised, and what nobody reported is not invented.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._figures = {figure.code: figure for figure in facts.figures}

    def figure(self, code: str) -> Figure | None:
        return self._figures.get(code)

    def bound(self, code: str, unit: str | None = None) -> Runs:
        """Return the figure with its unit, or nothing."""
        figure = self._stated(code)
        return (Bound(code, _words(figure, unit), unit=unit or ""),) if figure else ()

    def change(self, code: str) -> Runs:
        """Return how the figure moved against last year's, or nothing."""
        figure = self._stated(code)
        if figure is None or figure.value is None:
            return ()
        words = change(figure.value, figure.previous, figure.unit)
        return (Bound(code, words, "change"),) if words else ()

    def grown(self, words: str, code: str) -> Runs:
        """State the figure after some words, its move against last year in brackets."""
        moved = self.change(code)
        return clause(words, self.bound(code), *(("（", moved, "）") if moved else ()))

    def parts(self, code: str, units: Mapping[str, str] = MappingProxyType({})) -> list[Runs]:
        """Return the lines of the figure's breakdown, some labels counted in units of their own."""
        figure = self._stated(code)
        if figure is None:
            return []
        return [
            clause(label, (_part(figure, label, value, units.get(plain(label), "")),))
            for label, value in figure.breakdown
        ]

    def told(self, code: str, aspect: str, unit: str = "") -> str:
        """Return in words what a figure says under an aspect, or nothing where it is not known."""
        figure = self._figures.get(code)
        if figure is None or figure.value is None:
            return ""
        if aspect == "change":
            return change(figure.value, figure.previous, figure.unit)
        value = _aspect(figure, aspect)
        return "" if value is None else spoken(value, unit or figure.unit)

    def activities(self, *categories: str) -> tuple[Activity, ...]:
        """Return the approved activities of the categories, in order of date."""
        return tuple(a for a in self.facts.activities if plain(a.category) in categories)

    def counted(self, *categories: str, unit: str = "场") -> Runs:
        """Return how many activities of the categories there were, or nothing."""
        return cited("activities", len(self.activities(*categories)), unit)

    def _stated(self, code: str) -> Figure | None:
        figure = self._figures.get(code)
        return figure if figure and figure.value is not None and Decimal(figure.value) else None


def cited(key: str, number: int, unit: str) -> Runs:
    """Return a number of records that a table of an annex lists, or nothing."""
    return (Cited(key, f"{number}{unit}"),) if number else ()


def tally(labels: list[str], key: str, unit: str) -> list[Runs]:
    """Return how many records bear each label, the most frequent first."""
    return [clause(label, cited(key, n, unit)) for label, n in Counter(labels).most_common()]


def plain(label: str) -> str:
    """Return a label without its bracketed remark: 专题研讨（座谈） is 专题研讨."""
    return label.split("（")[0].split("(")[0]


def _aspect(figure: Figure, aspect: str) -> str | None:
    """Return a value, the stricter readings of it, last year's, its sum by units or a part."""
    kind, _, label = aspect.partition(":")
    if kind == "part":
        return dict(figure.breakdown).get(label)
    if kind == "units":
        return f"{sum(Decimal(value) for _, value in figure.by_unit):f}" if figure.by_unit else None
    values = {
        "value": figure.value,
        "confirmed": figure.confirmed,
        "evidenced": figure.evidenced,
        "previous": figure.previous,
        "overlap": figure.overlap,
    }
    return values.get(kind)


def _part(figure: Figure, label: str, value: str, unit: str) -> Bound:
    return Bound(figure.code, spoken(value, unit or figure.unit), f"part:{label}", unit)


def _words(figure: Figure, unit: str | None) -> str:
    return spoken(figure.value or "", unit or figure.unit)
