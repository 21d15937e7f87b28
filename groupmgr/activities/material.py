"""What is material in a record, and how two states of it differ, in words."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from groupmgr.activities.detail_labels import Engagement, Fit, TeacherKind
from groupmgr.activities.labels import Category, Measure, PartyRole
from groupmgr.activities.models import Activity
from groupmgr.kernel.labels import Label
from groupmgr.kernel.written import day_words

Material = dict[str, Any]
Names = Mapping[int, str]

# What is material of a person who was sent: what the figures on people rest on.
_ENDS = ("from_unit_id", "to_unit_id")
_OF_PERSON = (*_ENDS, "engagement", "teacher_kind", "since", "until", "consented")


# What a change adds or removes, by the beginning of its key; the others are figures.
_KINDS = {"party": "参与单位", "person": "人员"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: `was` or `now` is empty where something was added or removed.

    `key` is the one of `facts_of`: a field, a party (`party-<unit>`), a person
    (`person-<name>`) or a figure.
    """

    key: str
    label: str
    was: str
    now: str

    @property
    def words(self) -> str:
        """Return it as one line: 人次 302 → 320, 新增参与单位 …, 去掉数据 …."""
        kind = _KINDS.get(self.key.partition("-")[0], "数据")
        if not self.was:
            return f"新增{kind} {self.label} {self.now}".rstrip()
        if not self.now:
            return f"去掉{kind} {self.label} {self.was}".rstrip()
        return f"{self.label} {self.was} → {self.now}"


def material_of(activity: Activity) -> Material:
    """Return what is material, as a version stores it: dates, category, parties, figures.

    So are the people, who are a figure each, and whether a training fits the
    programmes; but not their posts and grades, or how a training was held.
    """
    return {
        "starts_on": activity.starts_on.isoformat(),
        "ends_on": activity.ends_on.isoformat(),
        "category": activity.category.value,
        "parties": {str(party.unit_id): party.role.value for party in activity.parties},
        "figures": {
            figure_key(figure.measure, figure.party.unit_id if figure.party else None): str(
                figure.value.quantize(Decimal("0.01"))
            )
            for figure in activity.figures
        },
        **details_material(
            [{one: getattr(row, one) for one in ("name", *_OF_PERSON)} for row in activity.people],
            activity.training.fit if activity.training else None,
        ),
    }


def details_material(people: Iterable[Mapping[str, Any]], fit: Fit | None) -> Material:
    """Return what is material of the people and of a training; nothing where there is nothing."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    for row in people:
        told = {one: _plain(row.get(one)) for one in _OF_PERSON if row.get(one)}
        by_name.setdefault(row["name"], []).append(told)
    material: Material = {"fit": fit.value} if fit else {}
    if by_name:
        material["people"] = {name: sorted(rows, key=str) for name, rows in by_name.items()}
    return material


def figure_key(measure: Measure, unit_id: int | None) -> str:
    """Return the key of a figure: its measure, and its unit where each party has its own."""
    return measure.value if unit_id is None else f"{measure.value}@{unit_id}"


def difference(was: Material, now: Material, names: Names) -> list[Change]:
    """Return what differs, in the order of the record."""
    before, after = facts_of(was, names), facts_of(now, names)
    changes = []
    for key in [*after, *(key for key in before if key not in after)]:
        label = (after.get(key) or before[key])[0]
        old, new = before.get(key, ("", ""))[1], after.get(key, ("", ""))[1]
        if old != new:
            changes.append(Change(key, label, old, new))
    return changes


def facts_of(material: Material, names: Names) -> dict[str, tuple[str, str]]:
    """Return every material fact by its key: a label and how its value reads."""
    return dict(_facts(material, names))


def units_in(material: Material) -> set[int]:
    """Return the units that the material names."""
    in_figures = {int(key.partition("@")[2]) for key in material["figures"] if "@" in key}
    of_people = (row for rows in material.get("people", {}).values() for row in rows)
    ends = {row[end] for row in of_people for end in _ENDS if end in row}
    return {int(unit) for unit in material["parties"]} | in_figures | ends


def figure_words(measure: Measure, value: Decimal) -> str:
    """Write a value with its unit, money in 万元."""
    semantics = measure.semantics
    if semantics.unit == "元":
        return f"{value / 10000:,.2f} 万元"
    return f"{value:,.0f} {semantics.unit}" if semantics.whole else f"{value:,} {semantics.unit}"


def _facts(material: Material, names: Names) -> Iterator[tuple[str, tuple[str, str]]]:
    yield "category", ("活动类别", Category.of_code(material["category"]).label)
    yield "starts_on", ("开始日期", _day(material["starts_on"]))
    yield "ends_on", ("结束日期", _day(material["ends_on"]))
    for unit, role in material["parties"].items():
        yield f"party-{unit}", (names.get(int(unit), f"单位 {unit}"), PartyRole.of_code(role).label)
    for name, rows in material.get("people", {}).items():
        yield f"person-{name}", (name, "；".join(_person(row, names) for row in rows))
    if "fit" in material:
        yield "fit", ("与开设专业", Fit.of_code(material["fit"]).label)
    for key, value in material["figures"].items():
        code, _, unit = key.partition("@")
        measure = Measure.of_code(code)
        whose = f"（{names.get(int(unit), f'单位 {unit}')}）" if unit else ""
        yield key, (f"{measure.label}{whose}", figure_words(measure, Decimal(value)))


def _day(iso: str) -> str:
    return day_words(dt.date.fromisoformat(iso))


def _plain(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    if isinstance(value, Label):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def _person(row: Mapping[str, Any], names: Names) -> str:
    """Write what is material of a person: who sent whom where, as what, and for how long."""
    sender, host = (names.get(row.get(end, 0), "未填") for end in _ENDS)
    told = [f"{sender}派往{host}"]
    if "teacher_kind" in row:
        told.append(TeacherKind.of_code(row["teacher_kind"]).label)
    if "engagement" in row:
        told.append(Engagement.of_code(row["engagement"]).label)
    told += [_span(row)] if {"since", "until"} & row.keys() else []
    return "，".join([*told, *(["派出单位同意"] if row.get("consented") else [])])


def _span(row: Mapping[str, Any]) -> str:
    """Write the days of a person; the year once, where both are of one."""
    since, until = row.get("since", ""), row.get("until", "")
    if not since or not until:
        return f"{_day(since)}起" if since else f"至{_day(until)}"
    last = _day(until)
    return f"{_day(since)}—{last.partition('年')[2] if since[:4] == until[:4] else last}"
