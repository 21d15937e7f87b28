"""What partners answered: corrections and objections with their words, and who is late.

The days of the demonstration lie in the past. Only the older questions have a
day by which they were to be answered, or nobody would be found waiting any more.
"""

import datetime as dt
from collections.abc import Iterator

from groupmgr.activities.confirmation import ANSWER_DAYS
from groupmgr.activities.labels import ActivityState, Confirmation
from groupmgr.activities.models import Activity, Party, Stated
from groupmgr.confirming.asking import LETTER
from groupmgr.confirming.models import Answer
from groupmgr.demo.world import World
from groupmgr.mail.models import Mail, MailState

_LATE_BEFORE = dt.date(2024, 11, 1)
_POSTS = ("教务处", "培训中心", "人力资源部", "校企合作办公室", "综合办公室")
_OBJECTIONS = (
    "我单位当天没有派人参加，请核对签到表",
    "日期不对，我单位参加的是前一天的活动",
    "我单位只提供了场地，不是承办单位",
    "参加人数与我单位留存的签到表不一致",
)
_CORRECTIONS = ("有一位老师是后来补报的", "以我单位财务凭证为准", "当时多统计了一次", "")
_REFUSED = "对方邮件服务器拒收（550 mailbox unavailable）"


def settle(activity: Activity) -> None:
    """Give days to the questions; who states nothing of its own has nothing to correct."""
    handed_in = activity.submitted_on
    for party in activity.parties:
        if party.confirmation is Confirmation.CORRECTED and not _own(activity, party):
            party.confirmation = Confirmation.DISPUTED
        if handed_in is not None and handed_in < _LATE_BEFORE:
            party.ask(handed_in + dt.timedelta(days=ANSWER_DAYS))


def make(world: World) -> None:
    """Give words to what was answered, and letters to the late."""
    handed_in = [one for one in world.activities if one.state is ActivityState.SUBMITTED]
    world.add(answer for activity in handed_in for answer in _answers(world, activity))
    world.add(_letters(world, handed_in))


def _answers(world: World, activity: Activity) -> Iterator[Answer]:
    for party in activity.parties:
        if party.confirmation is Confirmation.CORRECTED:
            first = _own(activity, party)[0]
            yield _answer(world, party, {first.measure.value: str(first.value * 2)})
        elif party.confirmation is Confirmation.DISPUTED:
            yield _answer(world, party, {})


def _own(activity: Activity, party: Party) -> list[Stated]:
    return [one for one in activity.figures if one.party is party]


def _answer(world: World, party: Party, figures: dict[str, str]) -> Answer:
    return Answer(
        party_id=party.id,
        version=1,
        said=party.confirmation,
        figures=figures,
        remark=world.pick(_CORRECTIONS if figures else _OBJECTIONS),
        name=party.contact or "联系人",
        post=world.pick(_POSTS),
    )


def _letters(world: World, activities: list[Activity]) -> Iterator[Mail]:
    """Return the letters to some who are late; one address is no longer good."""
    late = [(one, party) for one in activities for party in one.parties if party.is_awaited]
    known = [(one, party) for one, party in late if party.answer_by and party.contact_email]
    for number, (activity, party) in enumerate(known[-12:]):
        asked_on = (party.answer_by or activity.ends_on) - dt.timedelta(days=ANSWER_DAYS)
        moment = world.moment(asked_on)
        failed = number == 0
        yield Mail(
            group_id=activity.credits[0].group_id,
            made_by_id=world.clerks[activity.owner_unit_id].id,
            kind=LETTER,
            arguments={"invitation_id": 0, "reminder": 0},
            name=party.contact or "",
            address=party.contact_email or "",
            title=activity.title,
            state=MailState.FAILED if failed else MailState.SENT,
            attempts=1,
            due_at=moment,
            sent_at=None if failed else moment,
            problem=_REFUSED if failed else "",
            created_at=moment,
        )
