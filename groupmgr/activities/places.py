"""The places of a record to which a remark can be pinned, and how each of them reads."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from groupmgr.activities.labels import Measure
from groupmgr.activities.material import figure_key, figure_words
from groupmgr.activities.models import Activity
from groupmgr.activities.told import people_told, training_told
from groupmgr.kernel.written import day_words

WHOLE = ""
FIGURES = "figures"
# What a reason can be about; a figure is named by its measure.
PLACES: Mapping[str, str] = {
    WHOLE: "整项活动",
    "title": "活动名称",
    "category": "活动类别",
    "days": "起止日期",
    "parties": "参与单位",
    "people": "派出人员",
    "training": "培训情况",
    FIGURES: "数据",
    **{measure.value: measure.label for measure in Measure},
    "summary": "内容与成效",
    "evidence": "佐证材料",
    "more": "其他内容",
}
# What the form calls a place where it is not called so itself.
_ANCHORS = {"days": "starts_on", WHOLE: "basics"}


class Spot(NamedTuple):
    """A place of one record: what it is called, and how it reads."""

    label: str
    words: str


def spots(activity: Activity) -> dict[str, Spot]:
    """Return the places of a record loaded as a whole, each figure it states among them."""
    figures = dict(_figures(activity))
    before = {
        "title": activity.title,
        "category": activity.category.label,
        "days": _days(activity),
        "parties": "；".join(f"{one.role.label} {one.unit.name}" for one in activity.parties),
        "people": "；".join(f"{name} {told}" for name, told in people_told(activity).items()),
        "training": "；".join(f"{label} {told}" for _, label, told in training_told(activity)),
    }
    after = {
        FIGURES: "；".join(f"{label} {words}" for label, words in figures.values()),
        "summary": activity.summary,
        "evidence": "；".join(one.name for one in activity.evidence),
        "more": _more(activity),
    }
    return {**_named(before), **figures, **_named(after)}


def spot(activity: Activity, place: str) -> Spot:
    """Return one place of a record; a figure that it does not state reads 未报."""
    found = spots(activity).get(place)
    if found is not None:
        return found
    code = place.partition("@")[0]
    return Spot(PLACES.get(code, PLACES[WHOLE]), "未报" if code in set(Measure) else "")


def is_place(place: str) -> bool:
    """Tell whether a code names a place at all."""
    return place.partition("@")[0] in PLACES


def anchor(place: str) -> str:
    """Return the id of the place in the form in which the record is edited."""
    if place.partition("@")[0] in set(Measure):
        return f"figures-{place}"
    return _ANCHORS.get(place, place)


def _named(words: Mapping[str, str]) -> dict[str, Spot]:
    return {place: Spot(PLACES[place], said) for place, said in words.items()}


def _figures(activity: Activity) -> Iterator[tuple[str, Spot]]:
    for one in activity.figures:
        whose = f"（{one.party.unit.name}）" if one.party else ""
        key = figure_key(one.measure, one.party.unit_id if one.party else None)
        yield key, Spot(f"{one.measure.label}{whose}", figure_words(one.measure, one.value))


def _days(activity: Activity) -> str:
    first, last = day_words(activity.starts_on), day_words(activity.ends_on)
    return first if first == last else f"{first}—{last}"


def _more(activity: Activity) -> str:
    audiences = "、".join(one.audience.label for one in activity.audiences)
    stories = "；".join(f"{one.outlet}《{one.title}》" for one in activity.media)
    return "；".join(words for words in (activity.place, audiences, stories) if words)
