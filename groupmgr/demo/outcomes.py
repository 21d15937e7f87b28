"""What meetings decided, and what they handed to units until when."""

import datetime as dt

from groupmgr.demo import sittings
from groupmgr.demo.deciding import NOW
from groupmgr.demo.words import meetings as words
from groupmgr.demo.world import World
from groupmgr.meetings.charter import charter_of
from groupmgr.meetings.labels import VOTED_KINDS, Duty, FollowUpState, MeetingKind
from groupmgr.meetings.models import FollowUp, FollowUpUnit, Meeting, Resolution
from groupmgr.meetings.series import series
from groupmgr.meetings.turnout import Turnout

_VOTING = (
    MeetingKind.ASSEMBLY,
    MeetingKind.COUNCIL,
    MeetingKind.STANDING_COUNCIL,
    MeetingKind.PROGRAMME_COMMITTEE,
)
# Work is given to the units that are named first.
_NEAREST = 14
# The council does not agree to raise the fees.
_TOO_FEW_YES = "会费标准"


def decisions(world: World, meeting: Meeting, given: dict[str, int]) -> list[Resolution]:
    """Vote on what must be voted on; return the resolutions, numbered in their series and year."""
    day, made = meeting.starts_at.date(), []
    charter = charter_of(world.session, meeting)
    seats = Turnout.of(meeting.attendance, charter.quorum, charter.proxies)
    body = next((one for one in world.bodies if one.id == meeting.body_id), None)
    begins = f"{series(meeting.kind, body)}〔{day.year}〕"
    for item in meeting.agenda:
        if item.kind not in VOTED_KINDS or meeting.kind not in _VOTING:
            continue
        fails = _TOO_FEW_YES in item.title
        majority = charter.majority(item.kind)
        if majority is not None:
            ballot = sittings.vote(world, seats, majority, fails=fails)
            ballot.taken_at = meeting.ends_at
            item.votes.append(ballot)
            world.add([ballot], meeting.ends_at)
        text = next((text for part, text in words.RESOLUTIONS if part in item.title), None)
        if text and not fails:
            given[begins] = given.get(begins, 0) + 1
            resolution = Resolution(
                meeting_id=meeting.id,
                agenda_item_id=item.id,
                number=f"{begins}{given[begins]}号",
                text=text.format(next=day.year + 1, field=_field(meeting)),
                effective_on=day,
            )
            made.append(resolution)
    return made


def _field(meeting: Meeting) -> str:
    """Return the field of a programme committee, as its title begins."""
    return meeting.title.partition("专业指导委员会")[0]


def follow_ups(world: World, meeting: Meeting) -> list[FollowUp]:
    """Return what is to be done: most was done in time, some late, some is still open."""
    told, made = words.FOLLOW_UPS[meeting.kind], []
    first = len([m for m in world.meetings if m.kind is meeting.kind]) * words.A_MEETING
    for place in range(min(words.A_MEETING, len(told))):
        text, days = told[(first + place) % len(told)]
        due = meeting.starts_at.date() + dt.timedelta(days=days)
        follow_up = FollowUp(meeting_id=meeting.id, text=text, due_on=due)
        _progress(world, follow_up)
        units = [row.unit_id for row in meeting.attendance][:_NEAREST]
        lead, *support = world.dice.sample(units, min(len(units), world.dice.randint(1, 3)))
        follow_up.units = [FollowUpUnit(unit_id=lead, duty=Duty.LEAD)]
        follow_up.units += [FollowUpUnit(unit_id=unit, duty=Duty.SUPPORT) for unit in support]
        made.append(follow_up)
    return made


def _progress(world: World, follow_up: FollowUp) -> None:
    late = world.dice.randint(3, 40) if world.chance(0.15) else -world.dice.randint(0, 12)
    done = follow_up.due_on + dt.timedelta(days=late)
    stuck = follow_up.due_on.year == 2024 and world.chance(0.2)
    if done <= NOW and not stuck:
        follow_up.state, follow_up.done_on = FollowUpState.DONE, done
        follow_up.progress = world.pick(words.DONE)
    elif stuck and world.chance(0.2):
        follow_up.state, follow_up.progress = FollowUpState.NOT_STARTED, ""
    else:
        follow_up.state, follow_up.progress = FollowUpState.RUNNING, world.pick(words.PROGRESS)
