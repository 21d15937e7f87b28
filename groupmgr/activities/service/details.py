"""Put what a category asks beyond figures into a record, and take out what it does not ask."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.asked import MEASURES, WITH_PEOPLE, WITH_TRAINING
from groupmgr.activities.details import Seconded, Training
from groupmgr.activities.labels import Direction
from groupmgr.activities.models import Activity
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.merging import merged
from groupmgr.kernel.text import holds_id_number
from groupmgr.members.labels import SCHOOLS
from groupmgr.members.models import Unit

ENDS = {"from_unit_id": "派出单位", "to_unit_id": "接收单位"}
NO_ID_NUMBERS = "请去掉身份证号码，记录里不收集个人证件信息"


def set_people(activity: Activity, rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep the row of a person that stays; whoever was sent, parties sent and took in."""
    rows = [{"id": None} | dict(row) for row in rows]
    if rows and activity.category not in WITH_PEOPLE:
        raise RuleBroken(f"“{activity.category.label}”不填派出人员", "people")
    parties = {party.unit_id for party in activity.parties}
    for at, row in enumerate(rows):
        _refuse_bad_person(row, f"people-{at}", parties)
    activity.people = merged(activity.people, rows, Seconded)


def set_training(activity: Activity, facts: Mapping[str, Any]) -> None:
    """Write how the training was held."""
    if any(facts.values()) and activity.category not in WITH_TRAINING:
        raise RuleBroken(f"“{activity.category.label}”不填培训情况", "category")
    for name, value in facts.items():
        if isinstance(value, str) and holds_id_number(value):
            raise RuleBroken(NO_ID_NUMBERS, f"training-{name}")
    if activity.training is None and not any(facts.values()):
        return
    training = activity.training or Training()
    for name, value in facts.items():
        setattr(training, name, value)
    activity.training = training


def drop_foreign(activity: Activity) -> None:
    """Drop what an earlier category asked and the present one does not."""
    asked = MEASURES[activity.category]
    if any(one.measure not in asked for one in activity.figures):
        activity.figures = [one for one in activity.figures if one.measure in asked]
    if activity.category not in WITH_PEOPLE and activity.people:
        activity.people = []
    if activity.category not in WITH_TRAINING and activity.training is not None:
        activity.training = None


def direct(session: Session, activity: Activity) -> None:
    """Say of every person whether a school lent or received, as the two units tell."""
    keys = {one.from_unit_id for one in activity.people}
    if not keys:
        return
    query = sa.select(Unit.id).where(Unit.id.in_(keys - {None}), Unit.kind.in_(SCHOOLS))
    with session.no_autoflush:
        schools = set(session.scalars(query))
    for one in activity.people:
        if one.from_unit_id is None:
            one.direction = None
        elif one.from_unit_id in schools:
            one.direction = Direction.TO_ENTERPRISE
        else:
            one.direction = Direction.TO_SCHOOL


def _refuse_bad_person(row: Mapping[str, Any], place: str, parties: set[int]) -> None:
    name, since, until = row["name"], row.get("since"), row.get("until")
    if since and until and until < since:
        raise RuleBroken(f"{name}的结束日期不能早于开始日期", f"{place}-until")
    for end, words in ENDS.items():
        if row.get(end) is not None and row[end] not in parties:
            raise RuleBroken(f"{name}的{words}不在参与单位中，请先添加这个单位", f"{place}-{end}")
    if holds_id_number(f"{name} {row.get('post')} {row.get('outcome')}"):
        raise RuleBroken(NO_ID_NUMBERS, f"{place}-name")
