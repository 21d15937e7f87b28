"""How the list of activities is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, cast

import sqlalchemy as sa
from flask import g, url_for

from groupmgr import policy
from groupmgr.activities import strength
from groupmgr.activities.asked import MORE_OF_TRAINING, NEEDED_OF_TRAINING
from groupmgr.activities.conditions import proved
from groupmgr.activities.labels import (
    ActivityState,
    Category,
    CreditStanding,
    Measure,
    PartyStanding,
    Urgency,
    Waiting,
)
from groupmgr.activities.linked_lists import Linked
from groupmgr.activities.models import Activity
from groupmgr.activities.service import ageing, listing, queue
from groupmgr.activities.strength import Strength
from groupmgr.extensions import db
from groupmgr.groups.models import Rule
from groupmgr.kernel.period import Reading
from groupmgr.policy import Action, may
from groupmgr.web.access import actor
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Day, Unit, Words, Year
from groupmgr.web.filters import number, wan
from groupmgr.web.listing import Listing, View

Clause = sa.ColumnElement[bool]
ASKED = [one for one in PartyStanding if one is not PartyStanding.NOT_NEEDED]


def _here() -> int:
    return actor().group_id


def _found_by(word: str) -> sa.ColumnElement[bool]:
    return listing.found_by(word, db.engine.dialect.name)


def _hosts(activity: Activity) -> str:
    names = "、".join(unit.name for unit in listing.hosts(activity)[:1])
    others = len(activity.parties) - 1
    return f"{names} 等 {others + 1} 方" if others else names


def _all_parties(activity: Activity) -> str:
    return "、".join(f"{party.unit.name}（{party.role.label}）" for party in activity.parties)


def _people(activity: Activity) -> str:
    spans = ((one.name, one.since or "未填", one.until or "未填") for one in activity.people)
    return "；".join(f"{name} {since}—{until}" for name, since, until in spans)


def _of_training(name: str, activity: Activity) -> Any:
    return getattr(activity.training, name, "")


def _page(activity: Activity) -> str:
    """Return the page on which something is to be done, or the one that shows the record."""
    page = "show"
    if activity.state is ActivityState.DRAFT and may(actor(), Action.ACTIVITY_EDIT):
        page = "edit"
    if listing.waits(activity, _here()) is not None and may(actor(), Action.ACTIVITY_DECIDE):
        page = "review.show"
    return url_for(f"activities.{page}", key=activity.id)


def _limits() -> Sequence[Rule]:
    """Return the group's limits for a decision, asked for once a request."""
    if "limits" not in g:
        g.limits = ageing.limits(db.session(), _here())
    return cast(Sequence[Rule], g.limits)


def _waits(activity: Activity) -> str | None:
    age = ageing.age(activity, _here(), _limits())
    if age is None:
        return None
    days = f"{age.days} 天" if age.days else "今天"
    return f"{days} {age.urgency.label}" if age.urgency else days


def _waited(how: Waiting) -> Clause:
    """Match what has waited so long, or is near or over the limit of the group."""
    if how.value.isdigit():
        return sa.and_(_open(), ageing.longer_than(int(how.value)))
    return sa.and_(_open(), ageing.is_urgent(Urgency.of_code(how.value), _limits()))


def _figure(measure: Measure) -> Callable[[Activity], Decimal | None]:
    return lambda activity: listing.stated(activity, measure)


def _proofs(activity: Activity) -> str:
    reached = strength.of(activity).name
    return f"{len(activity.evidence)} 份 {reached}" if activity.evidence else "没有"


def _totals(query: sa.Select[Any], rows: int) -> str:
    """Say what the rows come to, and how many of them do not report it."""
    found = listing.totals(db.session(), query)
    times, reported = found.get(Measure.PERSON_TIMES, (None, 0))
    funds, funded = found.get(Measure.FUNDS, (None, 0))
    return (
        f"{number(times)} 人次（未报 {rows - reported:,} 项）"
        f" · 投入 {wan(funds)} 万元（未报 {rows - funded:,} 项）"
    )


def _draft() -> Clause:
    return Activity.state == ActivityState.DRAFT


def _checking() -> Clause:
    mine = policy.visible(actor(), Action.ACTIVITY_CHECK, Activity)
    return sa.and_(Activity.state == ActivityState.CHECKING, mine)


def _returned() -> Clause:
    return queue.standing(_here(), CreditStanding.RETURNED)


def _counts(reading: Reading) -> Clause:
    return sa.and_(Activity.counts_in(_here()), proved(reading))


def _open() -> Clause:
    return queue.standing(_here(), *queue.OPEN)


ACTIVITIES = Listing(
    name="活动",
    counted="项",
    order=(Activity.ends_on.desc(), Activity.id.desc()),
    totals=_totals,
    columns=(
        Column("number", "编号", lambda a: a.number, exported=True),
        Column(
            "title",
            "活动",
            lambda a: a.title,
            sort=Activity.pinyin,
            link=_page,
            under=lambda a: f"{a.number} · {a.category.label}",
        ),
        Column("category", "活动类别", lambda a: a.category, exported=True),
        Column("hosts", "主办单位", _hosts, narrow=False),
        Column("parties", "参与单位", _all_parties, exported=True),
        Column("starts_on", "开始日期", lambda a: a.starts_on, exported=True),
        Column("ends_on", "结束日期", lambda a: a.ends_on, sort=Activity.ends_on),
        Column("times", "人次", _figure(Measure.PERSON_TIMES), numeric=True, narrow=False),
        Column("funds", "投入（万元）", _figure(Measure.FUNDS), money=True, narrow=False),
        Column("people", "派出人员", _people, exported=True),
        *(
            Column(name, head, partial(_of_training, name), exported=True)
            for name, head in (NEEDED_OF_TRAINING | MORE_OF_TRAINING).items()
        ),
        Column("evidence", "佐证", _proofs, narrow=False),
        Column("confirmed", "伙伴确认", listing.confirmed, status=True, narrow=False),
        Column("standing", "本集团审核", lambda a: listing.standing_in(a, _here()), status=True),
        Column("waits", "等待", _waits, sort=Activity.submitted_on, status=True, narrow=False),
    ),
    conditions=(
        Words(
            "q",
            "搜索",
            (),
            "活动名称、编号、单位、人员",
            also=_found_by,
        ),
        Year("year", "结束日期", Activity.ends_on),
        Choice("category", "活动类别", Category, lambda category: Activity.category == category),
        Unit("unit", "参与单位", listing.with_unit),
        Choice("standing", "本集团审核", CreditStanding, lambda one: queue.standing(_here(), one)),
        Choice("partners", "伙伴确认", ASKED, listing.with_standing),
        Choice("strength", "佐证强度", Strength, strength.is_),
        Choice("reading", "口径", Reading, _counts),
        Day("since", "结束不早于", lambda day: Activity.ends_on >= day),
        *(
            Linked(column, label)
            for column, label in (("base_id", "基地"), ("studio_id", "工作室"))
        ),
    ),
    views=(View("returned", "退回", _returned), View("drafts", "草稿", _draft)),
)
OF_OFFICE = replace(
    ACTIVITIES,
    conditions=(*ACTIVITIES.conditions, Choice("waits", "等待", Waiting, _waited)),
    views=(View("waiting", "待我审核", _open), *ACTIVITIES.views),
)
OF_CHECKER = replace(
    ACTIVITIES, views=(View("checking", "本单位审核", _checking), *ACTIVITIES.views)
)


def activities() -> Listing:
    """Return the list with the views of the person who looks."""
    if may(actor(), Action.ACTIVITY_DECIDE):
        return OF_OFFICE
    return OF_CHECKER if may(actor(), Action.ACTIVITY_CHECK) else ACTIVITIES
