"""Put what was typed into a record, under the rules that hold for a draft too."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from groupmgr.activities.asked import MEASURES
from groupmgr.activities.labels import Audience, Confirmation, Measure
from groupmgr.activities.models import (
    Activity,
    AudienceOf,
    MediaReport,
    Party,
    Stated,
)
from groupmgr.activities.service import details
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.measure import Adds
from groupmgr.kernel.text import holds_id_number
from groupmgr.kernel.written import day_words
from groupmgr.mail.letter import address

TITLE_LENGTH = 80
FIELDS = (
    "title",
    "category",
    "starts_on",
    "ends_on",
    "place",
    "summary",
    "base_id",
    "studio_id",
    "project_id",
    "meeting_id",
)

# The value of a measure: of the event (no unit), or of one party.
Figures = Mapping[tuple[Measure, int | None], Decimal | int | None]


def apply(activity: Activity, facts: Mapping[str, Any]) -> None:
    """Put the given facts into the record; what is not given stays.

    Beside the columns of `FIELDS` there may be `audiences`, `parties` (rows of
    unit_id, role, contact; the owner's may be left out), `figures`, `people`,
    `training` and `media`. What the category does not ask for is refused where
    it is given, and dropped where an earlier category asked for it.
    """
    _refuse_bad_fields(facts)
    for name in FIELDS:
        if name in facts:
            setattr(activity, name, facts[name])
    _refuse_bad_days(activity.starts_on, activity.ends_on)
    for name, put in ROWS.items():
        if name in facts:
            put(activity, facts[name])
    details.drop_foreign(activity)


def _refuse_bad_fields(facts: Mapping[str, Any]) -> None:
    title = facts.get("title", "未变")
    if not title:
        raise RuleBroken("请填写活动名称", "title")
    if len(title) > TITLE_LENGTH:
        raise RuleBroken(f"活动名称最多 {TITLE_LENGTH} 个字，现在有 {len(title)} 个", "title")
    for name in ("title", "place", "summary"):
        if holds_id_number(facts.get(name) or ""):
            raise RuleBroken(details.NO_ID_NUMBERS, name)


def _refuse_bad_days(starts_on: dt.date, ends_on: dt.date) -> None:
    if ends_on < starts_on:
        raise RuleBroken(f"结束日期不能早于 {day_words(starts_on)}", "ends_on")


def _set_audiences(activity: Activity, wanted: Iterable[Audience]) -> None:
    chosen = set(wanted)
    kept = [one for one in activity.audiences if one.audience in chosen]
    new = chosen - {one.audience for one in kept}
    activity.audiences = [*kept, *(AudienceOf(audience=one) for one in sorted(new))]


def _set_parties(activity: Activity, rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep the row of a unit that stays, and with it what the unit said."""
    held = {party.unit_id: party for party in activity.parties}
    parties = [held[activity.owner_unit_id]]
    seen: set[int] = set()
    for row in rows:
        if row["unit_id"] in seen:
            raise RuleBroken("同一个单位只填一次", "parties")
        seen.add(row["unit_id"])
        party = held.get(row["unit_id"]) or Party(
            unit_id=row["unit_id"], confirmation=Confirmation.WAITING
        )
        party.role, party.contact = row["role"], row.get("contact", party.contact)
        email = row.get("contact_email", party.contact_email)
        party.contact_email = address(email, field="parties").addr_spec if email else None
        if party not in parties:
            parties.append(party)
    activity.parties = parties


def _set_figures(activity: Activity, figures: Figures) -> None:
    """Keep the rows of figures that stay; a figure without a value has no row."""
    parties = {party.unit_id: party for party in activity.parties}
    held = {
        (one.measure, one.party.unit_id if one.party else None): one for one in activity.figures
    }
    stated = []
    for (measure, unit_id), value in figures.items():
        if value is None:
            continue
        _refuse_bad_figure(activity, measure, unit_id, Decimal(value))
        row = held.get((measure, unit_id)) or Stated(
            measure=measure, party=parties[unit_id] if unit_id else None
        )
        row.value = Decimal(value)
        stated.append(row)
    activity.figures = stated


def _refuse_bad_figure(
    activity: Activity, measure: Measure, unit_id: int | None, value: Decimal
) -> None:
    semantics = measure.semantics
    if measure not in MEASURES[activity.category]:
        words = f"“{activity.category.label}”不填“{measure.label}”"
        raise RuleBroken(words, "figures")
    if (semantics.adds is Adds.PER_PARTY) != (unit_id is not None):
        how = "由各单位分别填" if semantics.adds is Adds.PER_PARTY else "整场活动只填一次"
        raise RuleBroken(f"“{measure.label}”{how}", "figures")
    if unit_id is not None and unit_id not in {party.unit_id for party in activity.parties}:
        raise RuleBroken(f"“{measure.label}”只能由参与单位填", "figures")
    if value < 0 or (semantics.whole and value != int(value)):
        raise RuleBroken(f"“{measure.label}”请填整数，如 320", "figures")


def _set_media(activity: Activity, rows: Iterable[Mapping[str, Any]]) -> None:
    activity.media = [MediaReport(**row) for row in rows]


# What is written into the rows below a record, in the order in which one needs the other.
ROWS: dict[str, Callable[[Activity, Any], None]] = {
    "audiences": _set_audiences,
    "parties": _set_parties,
    "figures": _set_figures,
    "people": details.set_people,
    "training": details.set_training,
    "media": _set_media,
}
