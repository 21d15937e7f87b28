"""Votes: taken while the quorum is there, and decided by the rule in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.charter import Threshold, charter_of
from groupmgr.meetings.labels import MeetingState
from groupmgr.meetings.models import AgendaItem, Meeting, Vote
from groupmgr.meetings.quorum import Share
from groupmgr.meetings.service import attendance
from groupmgr.meetings.service.minuting import note, require_open
from groupmgr.meetings.turnout import Turnout
from groupmgr.policy import Actor


@dataclass(frozen=True, slots=True)
class Result:
    """A vote with what it needed, by the rule that was in force when it was taken."""

    vote: Vote

    @property
    def majority(self) -> Threshold:
        """The rule that decides it."""
        vote = self.vote
        share = Share(vote.numerator, vote.denominator, vote.exceeding)
        return Threshold(share, vote.of_all, vote.source)

    @property
    def needed(self) -> int:
        """The fewest votes in favour that carry it."""
        return self.majority.share.least(self.vote.base)

    @property
    def passed(self) -> bool:
        """Whether it carried."""
        return self.majority.share.passed(self.vote.yes, self.vote.no, self.vote.base)

    @property
    def not_cast(self) -> int:
        """未投: those counted in the base who gave no vote."""
        return self.vote.base - self.vote.yes - self.vote.no - self.vote.abstained

    @property
    def words(self) -> str:
        """The outcome in a line."""
        counts = f"赞成 {self.vote.yes}，反对 {self.vote.no}，弃权 {self.vote.abstained}"
        return f"{counts}，{'通过' if self.passed else '未通过'}"


def result(item: AgendaItem) -> Result | None:
    """Return the last vote on an item, if there was one."""
    last = max(item.votes, key=lambda vote: vote.id, default=None)
    return Result(last) if last else None


def result_of(session: Session, item: AgendaItem) -> Result | None:
    """Return the last vote on an item whose votes are not loaded."""
    query = sa.select(Vote).where(Vote.agenda_item_id == item.id).order_by(Vote.id.desc())
    vote = session.scalar(query.limit(1))
    return Result(vote) if vote else None


def cast(
    session: Session, actor: Actor, meeting: Meeting, item: AgendaItem, facts: Mapping[str, Any]
) -> Result:
    """Record a vote on an agenda item, and fix who was there and the rule at this moment."""
    require_open(session, actor, meeting)
    if meeting.state is not MeetingState.HELD:
        raise RuleBroken("会议召开期间才能表决")
    majority = charter_of(session, meeting).majority(item.kind)
    if majority is None:
        raise RuleBroken(f"章程没有规定{meeting.kind.label}的通过比例，请先在集团规则中登记")
    seats = attendance.turnout(session, meeting)
    if not seats.quorate:
        raise RuleBroken(f"{seats.shortage}，不能表决")
    _refuse_too_many(facts, seats.attended)
    vote = Vote(agenda_item_id=item.id, **facts, **fixed(seats, majority))
    session.add(vote)
    found = Result(vote)
    note(session, actor, meeting, "表决", f"{item.title}：{found.words}")
    return found


def fixed(seats: Turnout, majority: Threshold) -> dict[str, Any]:
    """Return what a vote keeps of the moment: who was there, and the rule that decides it."""
    return {
        "present": seats.attended,
        "due": seats.due,
        "quorum": seats.needed,
        "base": seats.base(majority),
        "numerator": majority.share.numerator,
        "denominator": majority.share.denominator,
        "exceeding": majority.share.exceeding,
        "of_all": majority.of_all,
        "source": majority.source,
    }


def _refuse_too_many(facts: Mapping[str, Any], attended: int) -> None:
    cast_votes = facts["yes"] + facts["no"] + facts["abstained"]
    if cast_votes > attended:
        raise RuleBroken(f"共 {cast_votes} 票，多于到会的 {attended} 家，请核对", "yes")
