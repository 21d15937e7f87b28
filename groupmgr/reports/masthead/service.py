"""What stands around the text of a year's report: typed once, or proposed from the records."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups.models import Group
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.labels import MeetingKind, MeetingState
from groupmgr.meetings.models import Meeting
from groupmgr.policy import Action, Actor
from groupmgr.reports.masthead.models import Layout, Masthead

# Before these the year's work is told.
_TOLD_AT = (MeetingKind.ASSEMBLY, MeetingKind.COUNCIL)


def of_year(session: Session, group: Group, year: int) -> Masthead:
    """Return what was typed for the year, or what the records propose."""
    query = sa.select(Masthead).where(Masthead.group_id == group.id, Masthead.year == year)
    return session.scalar(query) or _proposed(session, group, year)


def save(session: Session, actor: Actor, masthead: Masthead, facts: Mapping[str, Any]) -> Masthead:
    """Keep what was typed; editions made from now on bear it."""
    policy.require(actor, Action.REPORT_BUILD)
    if masthead.id:
        policy.require_on(session, actor, Action.REPORT_BUILD, masthead)
    _refuse_incomplete(facts)
    before = journal.facts(masthead) if masthead.id else None
    masthead.group_id = actor.group_id
    for name, value in facts.items():
        setattr(masthead, name, value)
    session.add(masthead)
    journal.record(session, actor, "确定报告版式", masthead, before=before)
    return masthead


def meetings(session: Session, group_id: int, year: int) -> list[tuple[int, str]]:
    """Return the meetings at which the report of a year may be read out, the latest first."""
    query = (
        sa.select(Meeting)
        .where(
            Meeting.of_group(group_id),
            Meeting.state != MeetingState.CANCELLED,
            Meeting.starts_at >= dt.datetime(year, 1, 1),  # noqa: DTZ001 - Beijing time, as stored
            Meeting.starts_at < dt.datetime(year + 2, 1, 1),  # noqa: DTZ001
        )
        .order_by(Meeting.starts_at.desc())
    )
    return [(one.id, f"{one.day:%Y-%m-%d} {one.title}") for one in session.scalars(query)]


def _proposed(session: Session, group: Group, year: int) -> Masthead:
    meeting, office = _meeting(session, group, year), f"{group.name}秘书处"
    speaker = group.secretary_general
    return Masthead(
        group_id=group.id,
        year=year,
        layout=Layout.OFFICIAL,
        signed_by=office,
        headline="",
        meeting_id=meeting.id if meeting else None,
        reporter=f"{group.short_name}秘书长　{speaker}"[:40] if speaker else "",
        salutation="各位领导、各位代表",
        greeting=f"大家好，现在我代表{group.name}，向大会报告{year}年度工作。",
        closing="最后，祝各位领导、各位代表身体健康、工作顺利。\n谢谢大家！",
        letterhead=f"{group.name}文件",
        upward=False,
        addressee="各成员单位",
        copies="",
        issuer=office,
    )


def _meeting(session: Session, group: Group, year: int) -> Meeting | None:
    query = sa.select(Meeting).where(
        Meeting.of_group(group.id),
        Meeting.kind.in_(_TOLD_AT),
        Meeting.state != MeetingState.CANCELLED,
        Meeting.starts_at >= dt.datetime(year, 11, 1),  # noqa: DTZ001 - Beijing time, as stored
        Meeting.starts_at < dt.datetime(year + 1, 7, 1),  # noqa: DTZ001
    )
    return session.scalar(query.order_by(Meeting.starts_at.desc()).limit(1))


def _refuse_incomplete(facts: Mapping[str, Any]) -> None:
    if facts["layout"] is Layout.OFFICIAL and not facts["letterhead"]:
        raise RuleBroken("正式公文体要有发文机关标志，例如“××职业教育集团文件”", "letterhead")
    if facts["layout"] is Layout.ADDRESS and not facts["salutation"]:
        raise RuleBroken("大会报告体要有称谓，例如“各位领导、各位代表”", "salutation")
    if len(facts["headline"].splitlines()) > 2:
        raise RuleBroken("主标题最多两行：一行或一副对句", "headline")
