"""The tables, charts and photos that a writer may place, each made of the facts by its source.

A source names what is shown: `units:S01`, `parts:G01` and `years:S01` are charts of an
indicator, `unit-table:S01` and `part-table:G01` its tables, `list:members` is a table of an
annex, `chart:work/months` a chart that the report has anyway, `photo:17:…` a picture of an
activity by the fingerprint of its content.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from groupmgr.reports.compose import comparing
from groupmgr.reports.compose.examples import photo_of
from groupmgr.reports.facts import Activity, Facts, Figure
from groupmgr.reports.outline import Chart, Document, Photos, Section, Table

Shown = Chart | Table | Photos

_OF_FIGURES: Mapping[str, Callable[[Figure, Facts], Chart | Table | None]] = {
    "units": comparing.chart_of_units,
    "parts": comparing.chart_of_parts,
    "years": comparing.chart_of_years,
    "unit-table": comparing.table_of_units,
    "part-table": comparing.table_of_parts,
}
_LIST, _CHART, PHOTO = "list", "chart", "photo"
# What proves the figures, and what says that there are none, stands in its annex alone.
_STAYS = frozenset({"traces", "gaps"})


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be placed, by its source."""

    source: str
    shown: Shown


class Exhibits:
    """The report as the records propose it and its facts, opened for choosing from them."""

    def __init__(self, document: Document, facts: Facts) -> None:
        self._facts = facts
        self._figures = {figure.code: figure for figure in facts.figures}
        self._composed: Mapping[str, Mapping[str, Chart | Table]] = {
            _CHART: {chart.key: chart for chart in _charts(document.sections)},
            _LIST: {table.key: table for table in _tables(document)},
        }
        self._activities = {f"{one.number}": one for one in facts.activities}

    def shown(self, source: str) -> Shown | None:
        """Return what a source shows, or nothing where the facts do not have it any more."""
        kind, _, name = source.partition(":")
        if kind in _OF_FIGURES:
            figure = self._figures.get(name)
            return _OF_FIGURES[kind](figure, self._facts) if figure else None
        if kind == PHOTO:
            return self._photo(name)
        return self._composed.get(kind, {}).get(name)

    def offers(self) -> Iterator[Offer]:
        """Yield the tables and charts that can be placed: those of indicators, then the others."""
        for code in self._figures:
            yield from self._offered(f"{kind}:{code}" for kind in _OF_FIGURES)
        for kind, composed in self._composed.items():
            yield from self._offered(f"{kind}:{key}" for key in composed)

    def _offered(self, sources: Iterable[str]) -> Iterator[Offer]:
        for source in sources:
            if shown := self.shown(source):
                yield Offer(source, shown)

    def _photo(self, name: str) -> Photos | None:
        number, _, sha256 = name.partition(":")
        activity = self._activities.get(number)
        if activity is None or sha256 not in photos_of(activity):
            return None
        return Photos((photo_of(activity, sha256),))


def photos_of(activity: Activity) -> tuple[str, ...]:
    """Return all pictures of an activity by their content, the first one first."""
    return tuple(filter(None, (activity.photo, *activity.more_photos)))


def chart_source(key: str) -> str:
    """Return the source of a chart that the report has anyway."""
    return f"{_CHART}:{key}"


def source_of(activity: Activity, sha256: str) -> str:
    """Return the source of a photo of an activity."""
    return f"{PHOTO}:{activity.number}:{sha256}"


def placed(shown: Shown, key: str, caption: str) -> Shown:
    """Return what is shown under a key of its own, and under another caption if there is one."""
    if isinstance(shown, Photos):
        said = (replace(shown.photos[0], caption=caption),) if caption else shown.photos
        return Photos(said, key)
    return replace(shown, key=key, caption=caption or shown.caption)


def caption_of(shown: Shown) -> str:
    """Return what the records call it."""
    return shown.photos[0].caption if isinstance(shown, Photos) else shown.caption


def _charts(sections: Iterable[Section]) -> Iterator[Chart]:
    for section in sections:
        yield from (block for block in section.blocks if isinstance(block, Chart))
        yield from _charts(section.parts)


def _tables(document: Document) -> Iterator[Table]:
    """Yield the tables of the annexes that fit on an upright page."""
    for annex in document.annexes:
        for block in annex.blocks:
            if isinstance(block, Table) and not annex.wide and block.key not in _STAYS:
                yield block
