"""What becomes of two records when they are merged, before anything is done.

What only one of them says is kept. Where both say something else of the same
thing, a person chooses: no value is ever added to the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from groupmgr.activities.asked import MEASURES
from groupmgr.activities.labels import Measure
from groupmgr.activities.material import figure_key, figure_words
from groupmgr.activities.models import Activity, Party
from groupmgr.activities.typed import LINKS
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.written import day_words
from groupmgr.merging import copying

Figures = dict[tuple[Measure, int | None], Decimal]
# By the key of a choice: whether the value of the record that goes shall hold.
Chosen = Mapping[str, bool]

# By the column of a link: what it is called, and the two records it leads to.
Links = Mapping[str, tuple[str, str, str]]

DAYS = "days"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing of which the two records say something else, in words."""

    key: str
    label: str
    kept: str
    gone: str


def choices(
    kept: Activity, gone: Activity, links: Mapping[str, tuple[str, str, str]]
) -> list[Choice]:
    """Return what has to be chosen; `links` tells by column a label and the two names."""
    found = [*_days(kept, gone), *_figures(kept, gone)]
    clashing = (one for one in LINKS if _clash(getattr(kept, one), getattr(gone, one)))
    return [*found, *(Choice(one, *links[one]) for one in clashing)]


def facts(kept: Activity, gone: Activity, chosen: Chosen) -> dict[str, Any]:
    """Return the content of the merged record as `content.apply` takes it."""
    whose = gone if chosen.get(DAYS) else kept
    said: dict[str, Any] = {"starts_on": whose.starts_on, "ends_on": whose.ends_on}
    said |= {name: getattr(kept, name) or getattr(gone, name) for name in ("place", "summary")}
    for name in LINKS:
        first, second = (gone, kept) if chosen.get(name) else (kept, gone)
        said[name] = getattr(first, name) or getattr(second, name)
    said["audiences"] = {one.audience for record in (kept, gone) for one in record.audiences}
    said["parties"] = [_party(one) for one in (*kept.parties, *new_parties(kept, gone))]
    said["figures"] = figures(kept, gone, chosen)
    return said


def figures(kept: Activity, gone: Activity, chosen: Chosen) -> Figures:
    """Return every figure of either record, and of two values the chosen one."""
    mine, theirs = takeable(kept, kept), takeable(kept, gone)
    taken = {key: value for key, value in theirs.items() if chosen.get(figure_key(*key))}
    return theirs | mine | taken


def refuse_open(asked: Sequence[Choice], chosen: Chosen) -> None:
    """Raise `RuleBroken` where something was not chosen."""
    for one in asked:
        if one.key not in chosen:
            raise RuleBroken(f"请选择“{one.label}”以哪条记录为准", one.key)


def new_parties(kept: Activity, gone: Activity) -> list[Party]:
    """Return the parties of the record that goes which the other lacks."""
    return copying.missing(kept.parties, gone.parties, lambda one: one.unit_id)


def stated(activity: Activity) -> Figures:
    """Return what a record states, by measure and by party where each has its own."""
    return {
        (one.measure, one.party.unit_id if one.party else None): one.value
        for one in activity.figures
    }


def takeable(kept: Activity, source: Activity) -> Figures:
    """Return the figures of a record which the category of the one that stays asks for."""
    asked = MEASURES[kept.category]
    return {key: value for key, value in stated(source).items() if key[0] in asked}


def left_behind(kept: Activity, gone: Activity) -> list[str]:
    """Return, in words, the figures that stay in the record that goes, as none asks for them."""
    held = takeable(kept, gone)
    left = {key: value for key, value in stated(gone).items() if key not in held}
    return [
        f"{measure.label} {figure_words(measure, value)}" for (measure, _), value in left.items()
    ]


def _figures(kept: Activity, gone: Activity) -> Iterator[Choice]:
    mine, theirs = stated(kept), takeable(kept, gone)
    units = {one.unit_id: one.unit.name for one in (*kept.parties, *gone.parties)}
    for key, value in theirs.items():
        if not _clash(mine.get(key), value):
            continue
        measure, unit_id = key
        label = f"{measure.label}（{units[unit_id]}）" if unit_id else measure.label
        words = (figure_words(measure, one) for one in (mine[key], value))
        yield Choice(figure_key(*key), label, *words)


def _days(kept: Activity, gone: Activity) -> Iterator[Choice]:
    mine, theirs = ((one.starts_on, one.ends_on) for one in (kept, gone))
    if mine != theirs:
        words = ("—".join(map(day_words, dict.fromkeys(days))) for days in (mine, theirs))
        yield Choice(DAYS, "起止日期", *words)


def _clash(mine: Any, theirs: Any) -> bool:
    return mine is not None and theirs is not None and mine != theirs


def _party(party: Party) -> dict[str, Any]:
    return {"unit_id": party.unit_id, "role": party.role, "contact": party.contact}
