"""The trail of a meeting: every deed at it is an entry of the meeting itself."""

import datetime as dt

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups import closing
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.labels import HELD_STATES, OVER_STATES
from groupmgr.meetings.models import Meeting
from groupmgr.policy import Action, Actor


def require_open(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Refuse changes to a meeting that is over, and to those who may not organise it."""
    policy.require_on(session, actor, Action.MEETING_EDIT, meeting)
    if meeting.state in OVER_STATES:
        raise RuleBroken(f"会议{meeting.state.label}，不能再修改")


def refuse_closed(session: Session, meeting: Meeting, *days: dt.date | None) -> None:
    """Refuse what changes figures of a closed year: those of the days, or of the meeting's own.

    A meeting that was not held counts nowhere.
    """
    if meeting.state in HELD_STATES:
        years = closing.years_of(*(days or (meeting.day,)))
        closing.refuse_closed(session, [meeting.group_id], years, None)


def note(session: Session, actor: Actor, meeting: Meeting, deed: str, words: str) -> None:
    """Write down what was done at the meeting beside its own columns."""
    journal.record(session, actor, deed, meeting, before=journal.facts(meeting), reason=words)
