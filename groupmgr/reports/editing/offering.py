"""Find the chart, table or photo that belongs into a section."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from groupmgr.kernel.text import initials
from groupmgr.reports.compose.exhibits import Exhibits, Offer, caption_of, photos_of, source_of
from groupmgr.reports.compose.phrases import day
from groupmgr.reports.facts import Activity, Facts
from groupmgr.reports.outline import Bound, Chart, Table

MOST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """The first few of what was found, and how many there are."""

    offers: tuple[Offer, ...]
    total: int


def charts(exhibits: Exhibits, typed: str) -> Found:
    """Return the charts and tables whose caption, initials or code hold all the words."""
    wanted = typed.lower().split()
    return _first(one for one in exhibits.offers() if all(word in _told(one) for word in wanted))


def photos(exhibits: Exhibits, facts: Facts, typed: str) -> Found:
    """Return the photos whose activity, unit or day hold all the words, the newest first."""
    wanted = typed.split()
    found = (
        one for one in reversed(facts.activities) if all(word in _about(one) for word in wanted)
    )
    return _first(
        Offer(source, shown)
        for activity in found
        for source in (source_of(activity, sha256) for sha256 in photos_of(activity))
        if (shown := exhibits.shown(source))
    )


def _first(offers: Iterable[Offer]) -> Found:
    found = tuple(offers)
    return Found(found[:MOST], len(found))


def _told(offer: Offer) -> str:
    said = caption_of(offer.shown)
    return "\n".join((said, initials(said), *_codes(offer))).lower()


def _codes(offer: Offer) -> Iterator[str]:
    shown = offer.shown.table if isinstance(offer.shown, Chart) else offer.shown
    if isinstance(shown, Table) and shown.rows:
        yield from (cell.code for cell in shown.rows[-1] if isinstance(cell, Bound))


def _about(activity: Activity) -> str:
    days = (activity.ends_on, day(activity.ends_on), day(activity.ends_on, with_year=True))
    return "\n".join((activity.title, activity.category, *activity.units, *days))
