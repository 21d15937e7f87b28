"""The trail of a meeting: every deed at it is an entry of the meeting itself."""

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.labels import OVER_STATES
from groupmgr.meetings.models import Meeting
from groupmgr.policy import Action, Actor


def require_open(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Refuse changes to a meeting that is over, and to those who may not organise it."""
    policy.require_on(session, actor, Action.MEETING_EDIT, meeting)
    if meeting.state in OVER_STATES:
        raise RuleBroken(f"会议{meeting.state.label}，不能再修改")


def note(session: Session, actor: Actor, meeting: Meeting, deed: str, words: str) -> None:
    """Write down what was done at the meeting beside its own columns."""
    journal.record(session, actor, deed, meeting, before=journal.facts(meeting), reason=words)
