"""The journal as it would stand if people had made all this day by day."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from groupmgr.accounts.models import Account
from groupmgr.activities.labels import ActivityState, Confirmation
from groupmgr.activities.models import Activity
from groupmgr.activities.service.deciding import DEEDS
from groupmgr.demo.groups import PROVINCIAL
from groupmgr.demo.world import BEGAN, World
from groupmgr.journal import service as journal
from groupmgr.journal.models import Entry
from groupmgr.kernel.base import Record
from groupmgr.kernel.credit import Decision
from groupmgr.meetings.labels import HELD_STATES, MeetingState
from groupmgr.members.labels import MembershipState
from groupmgr.reports.models import EditionState, EditionStep

_HOUR = dt.timedelta(hours=1)
_MINUTE = dt.timedelta(minutes=1)
# What was done with an application that stands so.
_WALKED = {
    MembershipState.SUBMITTED: (),
    MembershipState.RETURNED: ("开始初审", "退回补正"),
    MembershipState.DELIBERATED: ("开始初审", "提交审议"),
    MembershipState.FORMALITIES: ("开始初审", "提交审议", "登记审议通过"),
}


def make(world: World) -> None:
    """Append what was done, in the order of its days."""
    entries = [*_foundations(world), *_closings(world), *_registers(world), *_meetings(world)]
    entries += [*_applications(world), *_editions(world)]
    for activity in world.activities:
        entries += _of_activity(world, activity)
    entries.sort(key=lambda entry: (entry.at, entry.thing, entry.thing_id))
    journal.append(world.session, entries)


def _entry(
    who: Account,
    at: dt.datetime,
    deed: str,
    thing: Any,
    *,
    group_id: int | None,
    title: str = "",
    reason: str = "",
    after: dict[str, Any] | None = None,
) -> Entry:
    return Entry(
        at=at,
        account_id=who.id,
        actor_name=who.name,
        group_id=group_id,
        deed=deed,
        thing=thing.__tablename__,
        thing_id=thing.id,
        title=(title or str(getattr(thing, "title", None) or getattr(thing, "name", "")))[:120],
        before={},
        after=journal.facts(thing) if after is None else after,
        reason=reason,
    )


def _foundations(world: World) -> Iterator[Entry]:
    admin, office = world.accounts["admin"], world.accounts["mishuchu"]
    for group in world.groups.values():
        yield _entry(admin, BEGAN, "设立集团", group, group_id=group.id)
    for account in world.accounts.values():
        role = account.assignments[0].role.label
        yield _entry(admin, BEGAN + _MINUTE, f"开通账号（{role}）", account, group_id=None)
    names = {unit.id: unit.name for unit in world.units.values()}
    for membership in world.memberships:
        name = names[membership.unit_id]
        joined = dt.datetime.combine(membership.joined_on or BEGAN, dt.time(10, 20))
        at = max(joined, BEGAN + 2 * _MINUTE)
        group_id, deed = membership.group_id, f"登记为成员（{name}）"
        yield _entry(office, at, deed[:40], membership, group_id=group_id, title=name)


def _closings(world: World) -> Iterator[Entry]:
    office = world.accounts["mishuchu"]
    for closing in world.closings:
        deed, key = "年度封账", closing.group_id
        yield _entry(office, closing.closed_at, deed, closing, group_id=key, reason=closing.reason)
        for one in closing.exemptions:
            deed = "开放封账例外"
            yield _entry(office, one.created_at, deed, one, group_id=key, reason=one.reason)


def _applications(world: World) -> Iterator[Entry]:
    """Walk each application as far as it has come, a step a day."""
    office = world.accounts["mishuchu"]
    for one in world.applications:
        at = dt.datetime.combine(one.applied_on, dt.time(9, 30))
        first = _entry(office, at, "提交入会申请", one, group_id=one.group_id)
        first.account_id, first.actor_name = None, f"{one.name}（申请单位）"[:40]
        yield first
        for n, deed in enumerate(_WALKED[one.state], start=1):
            reason = one.returned if deed == "退回补正" else ""
            after = {"state": one.state.value}
            step = at + dt.timedelta(days=n)
            key = one.group_id
            yield _entry(office, step, deed, one, group_id=key, reason=reason, after=after)


def _editions(world: World) -> Iterator[Entry]:
    """Tell the life of each report, a step a day, and what members said of it."""
    office, leader = world.accounts["jingban"], world.accounts["lingdao"]
    state, key = EditionState, world.groups[PROVINCIAL].id
    for one in world.editions:
        walked = [(office, one.created_at, "生成报告", state.DRAFT)]
        walked.append((office, one.created_at + _HOUR, EditionStep.CONSULT.label, state.CONSULTED))
        if one.dated is not None:
            final = dt.datetime.combine(one.dated, dt.time(9, 30))
            walked.append((leader, final, EditionStep.FINISH.label, state.FINAL))
            walked.append((leader, final + _HOUR, EditionStep.ISSUE.label, state.ISSUED))
        for who, at, deed, reached in walked:
            after = {"state": reached.value}
            yield _entry(who, at, deed, one, group_id=key, after=after)
    for said in world.comments:
        by, after = _account(world, said.made_by_id), {"words": said.words}
        yield _entry(by, said.created_at, "提出意见", said, group_id=key, after=after)
        if said.verdict is not None and said.answered_at is not None:
            after = {"verdict": said.verdict.value, "reason": said.reason}
            yield _entry(office, said.answered_at, "答复意见", said, group_id=key, after=after)


def _registers(world: World) -> Iterator[Entry]:
    for deed, things in (
        ("登记合作项目", world.projects),
        ("登记协议", world.agreements),
        ("登记实训基地", world.bases),
        ("登记大师工作室", world.studios),
    ):
        for thing in things:
            who = _clerk(world, thing.owner_unit_id)
            group_id = world.groups[PROVINCIAL].id
            yield _entry(who, thing.created_at, deed, thing, group_id=group_id)
            for credit in thing.credits:
                if credit.decided_at is not None and credit.decision is Decision.APPROVED:
                    yield _entry(
                        _account(world, credit.decided_by_id),
                        credit.decided_at,
                        DEEDS[Decision.APPROVED],
                        thing,
                        group_id=credit.group_id,
                        after={"decision": credit.decision.value},
                    )


def _meetings(world: World) -> Iterator[Entry]:
    office = world.accounts["mishuchu"]
    for meeting in world.meetings:
        steps = [(meeting.created_at, "拟定会议", MeetingState.PLANNED)]
        if meeting.notice_on is not None:
            at = dt.datetime.combine(meeting.notice_on, dt.time(17, 30))
            steps.append((at, "发出通知", MeetingState.NOTIFIED))
        if meeting.state in HELD_STATES:
            steps.append((meeting.starts_at, "召开", MeetingState.HELD))
        if meeting.state is MeetingState.ARCHIVED:
            steps.append((meeting.ends_at + dt.timedelta(days=9), "归档", MeetingState.ARCHIVED))
        for at, deed, state in steps:
            after = {"state": state.value}
            yield _entry(office, at, deed, meeting, group_id=meeting.group_id, after=after)


def _of_activity(world: World, activity: Activity) -> Iterator[Entry]:
    clerk = _clerk(world, activity.owner_unit_id)
    yield _entry(clerk, activity.created_at, "新建草稿", activity, group_id=None)
    if activity.state is ActivityState.CHECKING:
        at = activity.created_at + _MINUTE
        checking = {"state": activity.state.value}
        yield _entry(clerk, at, "提交本单位审核", activity, group_id=None, after=checking)
    if activity.submitted_on is None:
        return
    handed_in = dt.datetime.combine(activity.submitted_on, dt.time(17, 40))
    handed_in = max(handed_in, activity.created_at + _MINUTE)
    after = {"state": ActivityState.SUBMITTED.value, "version": activity.version}
    yield _entry(clerk, handed_in, "提交审核", activity, group_id=None, after=after)
    yield from _said(world, activity, handed_in)
    if activity.state is ActivityState.VOID:
        at, reason = handed_in + dt.timedelta(days=9), activity.void_reason
        yield _entry(clerk, at, "作废活动", activity, group_id=None, reason=reason, after={})


def _said(world: World, activity: Activity, handed_in: dt.datetime) -> Iterator[Entry]:
    """Tell what groups decided and parties confirmed."""
    for credit in activity.credits:
        if credit.decided_at is not None:
            who = _account(world, credit.decided_by_id)
            yield _of_part(who, credit.decided_at, DEEDS[credit.decision], credit, activity)
    for party in activity.parties:
        if party.confirmation is Confirmation.CONFIRMED and party.unit_id in world.clerks:
            at = handed_in + dt.timedelta(days=1)
            yield _of_part(world.clerks[party.unit_id], at, "确认参加", party, activity)


def _of_part(who: Account, at: dt.datetime, deed: str, part: Record, activity: Activity) -> Entry:
    facts = journal.facts(part)
    return _entry(
        who,
        at,
        deed,
        part,
        group_id=facts.get("group_id"),
        title=activity.title,
        reason=facts.get("reason") or "",
        after=facts,
    )


def _clerk(world: World, unit_id: int) -> Account:
    return world.clerks.get(unit_id) or world.accounts["jingban"]


def _account(world: World, account_id: int | None) -> Account:
    return next(one for one in world.accounts.values() if one.id == account_id)
