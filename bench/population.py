"""A group of any size, made by plain inserts: no names worth reading, the right shape."""

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.labels import (
    ActivityState,
    Audience,
    Category,
    Confirmation,
    EvidenceKind,
    Measure,
    PartyRole,
)
from groupmgr.activities.models import Activity, AudienceOf, Credit, Evidence, Party, Stated
from groupmgr.files.models import StoredFile
from groupmgr.groups.labels import GroupKind, LegalForm
from groupmgr.groups.models import Group
from groupmgr.index.models import Wording
from groupmgr.index.writing import row_of
from groupmgr.kernel.clock import now
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.text import initials, pinyin
from groupmgr.members.labels import AnnualCheck, MembershipState, Rank, UnitKind, UnitState
from groupmgr.members.models import Membership, Unit

FIRST, DAYS = dt.date(2022, 1, 1), 3 * 365
THEMES = (
    "数控加工",
    "焊接技术",
    "工业机器人",
    "轨道车辆",
    "新能源装备",
    "精密测量",
    "液压系统",
    "智能产线",
)
FORMS = ("研修班", "订单班", "技能竞赛", "专题研讨", "企业课堂", "岗位练兵", "校企交流", "技术服务")
KINDS = (UnitKind.SECONDARY, UnitKind.COLLEGE, UnitKind.ENTERPRISE, UnitKind.ENTERPRISE)

Row = dict[str, Any]
POPULATED: tuple[Any, ...] = (
    Group,
    Unit,
    Membership,
    Activity,
    Party,
    Credit,
    Stated,
    AudienceOf,
    Evidence,
)


def populate(session: Session, units: int, activities: int) -> None:
    """Fill an empty database with one group, its units, and activities of two parties each."""
    chance = random.Random(7)  # noqa: S311 - a shape, not a secret
    _insert(session, Group, [_group()])
    _insert(session, Unit, (_unit(n) for n in range(1, units + 1)))
    _insert(session, Membership, (_membership(n) for n in range(1, units + 1)))
    days = sorted(FIRST + dt.timedelta(chance.randrange(DAYS)) for _ in range(activities))
    made = [_activity(chance, n, day, units) for n, day in enumerate(days, 1)]
    _insert(session, Activity, made)
    _insert(session, Party, (row for one in made for row in _parties(one, units)))
    _insert(session, Credit, (_credit(one) for one in made if one["state"] != ActivityState.DRAFT))
    _insert(session, Stated, (row for one in made for row in _figures(chance, one)))
    _insert(session, AudienceOf, (_audience(one) for one in made))
    content = {"sha256": f"{1:064}", "size": 1, "media_type": "image/jpeg"}
    _insert(session, StoredFile, [{"id": 1} | content])
    _insert(session, Evidence, (_evidence(one) for one in made if one["id"] % 9))
    session.commit()
    rows = (row_of("activities", m["id"], m["title"], (m["place"], m["summary"])) for m in made)
    session.execute(sa.insert(Wording), list(rows))
    session.execute(sa.text("ANALYZE"))
    session.commit()


def _insert(session: Session, table: Any, rows: Iterable[Row]) -> None:
    stamp = {"created_at": now(), "changed_at": now()}
    if "revision" in table.__table__.columns:
        stamp["revision"] = 1
    session.execute(sa.insert(table.__table__), [{**stamp, **row} for row in rows])


def _group() -> Row:
    return {
        "id": 1,
        "code": "bench",
        "name": "测量用职业教育集团",
        "short_name": "测量集团",
        "kind": GroupKind.SECTOR,
        "legal_form": LegalForm.NONE,
        "purpose": "",
    }


def _unit(n: int) -> Row:
    return {
        "id": n,
        "name": f"第{n}号单位",
        "pinyin": f"di{n}haodanwei",
        "initials": f"d{n}hdw",
        "kind": KINDS[n % len(KINDS)],
        "no_uscc_reason": "测量用",
        "region": "",
        "intro": "",
        "state": UnitState.ACTIVE,
    }


def _membership(n: int) -> Row:
    return {
        "id": n,
        "group_id": 1,
        "unit_id": n,
        "rank": Rank.MEMBER,
        "state": MembershipState.FULL,
        "is_lead": n == 1,
        "is_secretariat": n == 1,
        "joined_on": dt.date(2020, 1, 1),
        "annual_check": AnnualCheck.NOT_DONE,
    }


def _activity(chance: random.Random, n: int, reported: dt.date, units: int) -> Row:
    """Make an activity that ended some weeks before it was reported, as keys follow the days."""
    day = reported - dt.timedelta(chance.randrange(30))
    state = ActivityState.DRAFT if n % 25 == 0 else ActivityState.SUBMITTED
    theme, form = chance.choice(THEMES), chance.choice(FORMS)
    return {
        "id": n,
        "title": f"{theme}{form}（第{n}期）",
        "pinyin": _pinyin(theme, form),
        "category": chance.choice(list(Category)),
        "owner_unit_id": chance.randrange(units) + 1,
        "starts_on": day,
        "ends_on": day,
        "place": "",
        "summary": "",
        "state": state,
        "version": 2 if n % 11 == 0 else 1,
        "submitted_on": None if state is ActivityState.DRAFT else day + dt.timedelta(n % 30),
        "void_reason": "",
    }


@cache
def _pinyin(theme: str, form: str) -> str:
    return f"{initials(theme + form)} {pinyin(theme + form)}"


def _parties(activity: Row, units: int) -> Iterator[Row]:
    n, owner = activity["id"], activity["owner_unit_id"]
    shared = {"activity_id": n, "confirmed_version": activity["version"]}
    yield shared | {
        "id": 2 * n - 1,
        "unit_id": owner,
        "role": PartyRole.HOST,
        "confirmation": Confirmation.NOT_NEEDED,
    }
    yield shared | {
        "id": 2 * n,
        "unit_id": (owner + n % 7) % units + 1,
        "role": PartyRole.PARTICIPANT,
        "confirmation": Confirmation.CONFIRMED if n % 3 else Confirmation.WAITING,
    }


def _credit(activity: Row) -> Row:
    n = activity["id"]
    decision = Decision.WAITING if n % 20 == 1 else Decision.APPROVED
    decided = None if decision is Decision.WAITING else 1 if n % 110 == 0 else activity["version"]
    return {
        "activity_id": n,
        "group_id": 1,
        "decision": decision,
        "reason": "",
        "decided_version": decided,
    }


def _figures(chance: random.Random, activity: Row) -> Iterator[Row]:
    n = activity["id"]
    yield _stated(n, Measure.PERSON_TIMES, None, chance.randrange(10, 400))
    if n % 2:
        yield _stated(n, Measure.FUNDS, 2 * n, chance.randrange(1, 90) * 1000)


def _stated(n: int, measure: Measure, party: int | None, value: int) -> Row:
    return {"activity_id": n, "measure": measure, "party_id": party, "value": value}


def _audience(activity: Row) -> Row:
    audiences = list(Audience)
    return {"activity_id": activity["id"], "audience": audiences[activity["id"] % len(audiences)]}


def _evidence(activity: Row) -> Row:
    return {
        "activity_id": activity["id"],
        "measure": None if activity["id"] % 2 else Measure.PERSON_TIMES,
        "file_id": 1,
        "name": "签到表",
        "kind": EvidenceKind.SIGN_IN_SHEET,
    }
