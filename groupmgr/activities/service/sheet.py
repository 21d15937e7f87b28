"""What is material in a record, line by line, with what changed since it was last decided."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from groupmgr.activities.labels import Measure
from groupmgr.activities.material import (
    Change,
    figure_key,
    figure_words,
)
from groupmgr.activities.models import Activity
from groupmgr.activities.told import people_told, post_told, training_told
from groupmgr.kernel.difference import Part
from groupmgr.kernel.written import day_words

Changes = Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class Line:
    """A label with what stands beside it; `place` is where a remark on it is pinned."""

    place: str
    label: str
    parts: list[Part]

    @property
    def changed(self) -> bool:
        """Whether something in it is not as it was."""
        return any(part.mark for part in self.parts)


def lines(activity: Activity, changes: Iterable[Change] = ()) -> list[Line]:
    """Return the lines of a record loaded as a whole; with changes, old beside new."""
    changed = {change.key: change for change in changes}
    return [
        Line("category", "活动类别", _parts(changed.get("category"), activity.category.label)),
        Line("days", "起止日期", _days(activity, changed)),
        Line("parties", "参与单位", _parties(activity, changed)),
        *_people(activity, changed),
        *_training(activity, changed),
        *_figures(activity, changed),
    ]


def _parts(change: Change | None, words: str) -> list[Part]:
    """Return the words, or the old and the new ones where they differ."""
    if change is None:
        return [Part(words)]
    return [Part(text, mark) for text, mark in ((change.was, "was"), (change.now, "now")) if text]


def _days(activity: Activity, changed: Changes) -> list[Part]:
    start = _parts(changed.get("starts_on"), day_words(activity.starts_on))
    if activity.starts_on == activity.ends_on and not changed.keys() & {"starts_on", "ends_on"}:
        return start
    return [*start, Part("—"), *_parts(changed.get("ends_on"), day_words(activity.ends_on))]


def _parties(activity: Activity, changed: Changes) -> list[Part]:
    parts = []
    for party in activity.parties:
        change = changed.get(f"party-{party.unit_id}")
        name = party.unit.name
        if change is None:
            parts.append(Part(f"{party.role.label} {name}"))
        elif change.was:
            parts += [Part(change.was, "was"), Part(f"{change.now} {name}", "now")]
        else:
            parts.append(Part(f"{change.now} {name}（新增）", "now"))
    gone = [one for one in changed.values() if one.key.startswith("party-") and not one.now]
    return [*parts, *(Part(f"{one.was} {one.label}", "was") for one in gone)]


def _people(activity: Activity, changed: Changes) -> Iterator[Line]:
    """Say who was sent; in brackets what is not material of them."""
    told = people_told(activity)
    posts = {one.name: f"（{words}）" for one in activity.people if (words := post_told(one))}
    parts = []
    for name, words in told.items():
        change = changed.get(f"person-{name}")
        is_new = "" if change is None or change.was else "（新增）"
        words = f"{name} {words}{posts.get(name, '')}{is_new}"
        parts.append(Part(words, "now" if change else ""))
    gone = [one for one in changed.values() if one.key.startswith("person-") and not one.now]
    parts += [Part(f"{one.label} {one.was}", "was") for one in gone]
    if parts:
        yield Line("people", "派出人员", parts)


def _training(activity: Activity, changed: Changes) -> Iterator[Line]:
    """Say how the training was held; of that only whether it fits the programmes is material."""
    parts = []
    for key, label, words in training_told(activity):
        change = changed.get(key)
        if change is not None and change.was:
            parts.append(Part(f"{label}{change.was}", "was"))
        parts.append(Part(f"{label}{'' if key == 'fit' else '：'}{words}", "now" if change else ""))
    if parts:
        yield Line("training", "培训情况", parts)


def _figures(activity: Activity, changed: Changes) -> list[Line]:
    found = []
    for one in activity.figures:
        key = figure_key(one.measure, one.party.unit_id if one.party else None)
        name = f"{_name(activity, one.party.unit_id)} " if one.party else ""
        parts = _parts(changed.get(key), figure_words(one.measure, one.value))
        found.append(Line(key, one.measure.label, [Part(name), *parts] if name else parts))
    gone = [one for one in changed.values() if _is_figure(one.key) and not one.now]
    return [*found, *(Line(one.key, one.label, [Part(one.was, "was")]) for one in gone)]


def _is_figure(key: str) -> bool:
    return key.partition("@")[0] in set(Measure)


def _name(activity: Activity, unit_id: int) -> str:
    return next(one.unit.name for one in activity.parties if one.unit_id == unit_id)
