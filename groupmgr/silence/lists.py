"""The members by how long they have been silent and what they lack."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from flask import url_for

from groupmgr.kernel.clock import today
from groupmgr.members.labels import Rank
from groupmgr.members.models import Membership, Unit
from groupmgr.members.service import roll
from groupmgr.silence import quiet
from groupmgr.web.access import actor
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Words
from groupmgr.web.listing import Listing, View

# Where a group has no rule, a year is what is looked at.
USUAL = 12


def silence_listing(months: int, acted: Any, met: Any) -> Listing:
    """Return the list; its first view holds those who were silent for so many months."""
    day = today()
    before = quiet.months_before(day, months)
    return Listing(
        name="成员活跃与资料",
        counted="家",
        order=(acted.asc().nulls_first(), Unit.pinyin, Unit.id),
        columns=(
            Column(
                "name",
                "单位名称",
                lambda row: row.Membership.unit.name,
                sort=Unit.pinyin,
                link=lambda row: url_for("members.show", unit_id=row.Membership.unit_id),
                under=lambda row: row.Membership.rank.label,
            ),
            Column("acted", "最近活动", lambda row: row.acted, sort=acted, link=_activities),
            Column("met", "最近到会", lambda row: row.met.date() if row.met else None, sort=met),
            Column("months", "沉默月数", lambda row: _months(row, day), numeric=True),
            Column(
                "acts",
                "近 12 个月活动",
                lambda row: row.acts,
                numeric=True,
                narrow=False,
            ),
            Column("liaison", "联络员", _liaison, link=_liaison_page, narrow=False),
            Column("year", "学年统计", _year, link=_year_page, narrow=False),
            Column("sheet", "资料缺项", _sheet, link=_sheet_page, narrow=False),
        ),
        conditions=(
            Words("q", "搜索", (), "名称、拼音首字母", also=roll.found_by),
            Choice("rank", "成员级别", Rank, lambda rank: Membership.rank == rank),
        ),
        views=(
            View(
                "silent",
                f"满 {months} 个月未参加",
                lambda: quiet.silent_since(actor().group_id, day, before),
            ),
            View("liaison", "缺联络员", lambda: sa.not_(quiet.HAS_LIAISON)),
            View(
                "year",
                "缺学年统计",
                lambda: sa.and_(quiet.is_school(), sa.not_(quiet.has_year(day))),
            ),
            View("sheet", "资料不全", quiet.lacking),
        ),
    )


def _months(row: Any, day: dt.date) -> int:
    return quiet.months(quiet.since(row.Membership, row.acted, row.met), day)


def _activities(row: Any) -> str:
    if row.acted is None:
        return ""
    unit = row.Membership.unit_id
    return url_for("activities.index", unit=unit, reading="approved", sort="-ends_on")


def _liaison(row: Any) -> str:
    return "有" if row.has_liaison else "缺"


def _liaison_page(row: Any) -> str:
    page = "members.show" if row.has_liaison else "member_changes.liaison"
    return url_for(page, unit_id=row.Membership.unit_id)


def _year(row: Any) -> str:
    if row.has_year is None:
        return ""
    return "已报" if row.has_year else "缺"


def _year_page(row: Any) -> str:
    return url_for("school_years.show", unit_id=row.Membership.unit_id)


def _sheet(row: Any) -> str:
    return "、".join(quiet.missing(row.Membership.unit))


def _sheet_page(row: Any) -> str:
    return url_for("members.edit", unit_id=row.Membership.unit_id)
