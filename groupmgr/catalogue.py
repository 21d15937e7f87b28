"""Every indicator of the group, in the order people read them.

The one figure that rests on two registers at once, the share of active
members, is declared here, a line above both.
"""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from groupmgr.activities.indicators import media, people, practice, quality, trainings
from groupmgr.activities.indicators.counted import counted, marks, parties
from groupmgr.activities.models import Party
from groupmgr.bases.indicators import stock as bases
from groupmgr.bases.indicators import years
from groupmgr.groups import indicators as groups
from groupmgr.kernel.catalogue import Catalogue
from groupmgr.kernel.indicator import AnyIndicator, Ratio, Rows
from groupmgr.kernel.period import Scope
from groupmgr.meetings import indicators as meetings
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.members import indicators as members
from groupmgr.members.models import Membership
from groupmgr.projects.indicators import agreements, results
from groupmgr.projects.indicators import stock as projects
from groupmgr.studios import indicators as studios

CHAPTERS = {
    "G": "组织与治理",
    "B": "实训基地",
    "M": "大师工作室与团队",
    "P": "合作项目与人才培养",
    "T": "师资与双向交流",
    "S": "社会培训与服务",
    "R": "技术服务与创新",
    "K": "计划、督查、考核",
    "C": "案例与宣传",
    "Q": "区域建设名单类",
}


def _active(scope: Scope) -> Rows:
    """Select the members that took part, and under which of the marked readings they did."""
    year = replace(scope, period=scope.period.last_twelve_months())
    found = counted(year)
    acted = parties(found).with_only_columns(Party.unit_id, *marks(found))
    met = (
        sa.select(Attendance.unit_id, *(sa.true().label(mark.name) for mark in marks(found)))
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(meetings.held(year), Attendance.presence.in_(meetings.CAME))
    )
    each = sa.union(acted, met).subquery()
    holds = (sa.func.max(sa.cast(mark, sa.Integer)) == 1 for mark in marks(each))
    named = (one.label(mark.name) for one, mark in zip(holds, marks(each), strict=True))
    took_part = sa.select(each.c.unit_id, *named).group_by(each.c.unit_id).subquery()
    rows = members.MEMBERS.rows(scope).join(took_part, took_part.c.unit_id == Membership.unit_id)
    return rows.add_columns(*marks(took_part))


ACTIVITY_RATE = Ratio(
    code="G16",
    name="成员活跃率",
    unit="%",
    definition="统计期末在册的成员单位中，期末以前十二个月内参加过一项以上经本集团审核通过的活动，"
    "或出席、列席、委托出席过会议的单位除以成员单位总数。",
    source="成员单位登记、活动填报、会议签到",
    over=replace(
        members.MEMBERS,
        code="G16-A",
        name="活跃的成员单位",
        definition="期末以前十二个月内参加过活动或会议的在册成员单位。",
        rows=_active,
        proved=True,
        marked=True,
    ),
    under=members.MEMBERS,
)


def _in_reading_order(*parts: Sequence[AnyIndicator]) -> list[AnyIndicator]:
    letters = list(CHAPTERS)
    every = [indicator for part in parts for indicator in part]
    return sorted(every, key=lambda one: (letters.index(one.code[0]), one.code))


CATALOGUE = Catalogue(
    _in_reading_order(
        members.ALL,
        groups.ALL,
        meetings.ALL,
        (ACTIVITY_RATE,),
        bases.ALL,
        years.ALL,
        studios.ALL,
        projects.ALL,
        results.ALL,
        agreements.ALL,
        trainings.ALL,
        people.ALL,
        practice.ALL,
        media.ALL,
        quality.ALL,
    )
)
