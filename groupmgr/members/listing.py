"""The roll as a list: what it tells of every member, and how it is narrowed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import url_for

from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.members.labels import MembershipState, Rank, UnitKind
from groupmgr.members.models import Membership, Unit
from groupmgr.members.service import roll
from groupmgr.web.access import actor
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Clause, Condition, Day, Option, Words
from groupmgr.web.listing import Listing

STATES = (MembershipState.FULL, MembershipState.SUSPENDED, MembershipState.LEAVING)


@dataclass(frozen=True, slots=True)
class Region(Condition):
    """One of the regions in which the group has units."""

    def options(self) -> list[Option]:
        return [(name, name, "") for name in roll.regions(db.session(), actor())]

    def clause(self, value: str) -> Clause:
        return Unit.region == value


def roll_listing(day: dt.date, *, ended: bool = False) -> Listing:
    """Return the roll of a day, or with `ended` the list of those who have left."""
    rank = roll.rank_on(day)
    narrowed_by: tuple[Condition, ...] = (
        Words("q", "搜索", (), "名称、曾用名、代码、拼音首字母", also=roll.found_by),
        Choice("kind", "单位类别", UnitKind, lambda kind: Unit.kind == kind),
        Choice("rank", "成员级别", Rank, lambda code: rank == code),
        Region("region", "所在地区"),
    )
    of_day = (
        Choice("state", "状态", STATES, lambda state: Membership.state == state),
        Day("day", "名册日期", Membership.on_roll),
    )
    return Listing(
        name="已退出的成员单位" if ended else "成员单位",
        counted="家",
        order=(roll.height(rank), Unit.pinyin, Unit.id),
        columns=(*_of_unit(rank), *(_of_end() if ended else _of_day(day))),
        conditions=narrowed_by if ended else (*narrowed_by, *of_day),
    )


def _of_unit(rank: Any) -> tuple[Column, ...]:
    return (
        Column(
            "name",
            "单位名称",
            lambda row: row.name,
            sort=Unit.pinyin,
            link=lambda row: url_for("members.show", unit_id=row.Membership.unit_id),
            under=_other_name,
        ),
        Column("code", "统一社会信用代码", lambda row: row.Membership.unit.uscc, exported=True),
        Column("kind", "单位类别", lambda row: row.Membership.unit.kind),
        Column("owned", "单位性质", lambda row: row.Membership.unit.ownership, exported=True),
        Column("rank", "成员级别", lambda row: row.rank, sort=roll.height(rank)),
        Column(
            "region",
            "所在地区",
            lambda row: row.Membership.unit.region,
            sort=Unit.region,
            narrow=False,
        ),
        Column("address", "详细地址", lambda row: row.Membership.unit.address, exported=True),
        Column(
            "joined",
            "加入日期",
            lambda row: row.Membership.joined_on,
            sort=Membership.joined_on,
            narrow=False,
        ),
    )


def _of_day(day: dt.date) -> tuple[Column, ...]:
    liaison = Column("liaison", "联络员", lambda row: row.liaison)
    if day != today():
        return (liaison,)
    return (liaison, Column("state", "状态", lambda row: row.Membership.state, status=True))


def _of_end() -> tuple[Column, ...]:
    return (
        Column("ended", "终止日期", lambda row: row.Membership.ended_on, sort=Membership.ended_on),
        Column("reason", "终止原因", lambda row: row.Membership.end_reason),
        Column("state", "状态", lambda row: row.Membership.state, status=True),
    )


def _other_name(row: Any) -> str:
    unit = row.Membership.unit
    return f"现名：{unit.name}" if unit.name != row.name else ""
