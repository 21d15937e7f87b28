"""What the group's charter says of one meeting, as it stood on the day of the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.meetings.labels import AgendaKind, MeetingKind
from groupmgr.meetings.models import Meeting
from groupmgr.meetings.quorum import Share


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share with the article it comes from; `of_all` reckons it on all who are due."""

    share: Share
    of_all: bool
    source: str


@dataclass(frozen=True, slots=True)
class Notice:
    """How many days before the meeting the notice must be sent."""

    days: int
    source: str


@dataclass(frozen=True, slots=True)
class Charter:
    """The rules in force for one kind of meeting, the latest of each subject."""

    kind: MeetingKind
    rules: Sequence[Rule]

    @property
    def quorum(self) -> Threshold | None:
        """The share of those due who must attend, where the charter asks for one."""
        return _threshold(self._rule(RuleKind.QUORUM, self.kind))

    def majority(self, kind: AgendaKind) -> Threshold | None:
        """Return the votes that carry an agenda item, where the charter says how many."""
        special = self._rule(RuleKind.MAJORITY, f"{self.kind}/{kind}")
        return _threshold(special or self._rule(RuleKind.MAJORITY, self.kind))

    @property
    def proxies(self) -> int:
        """How many units one person may stand for: one where the charter is silent."""
        rule = self._rule(RuleKind.PROXY, self.kind)
        return 1 if rule is None or rule.amount is None else rule.amount

    @property
    def notice(self) -> Notice | None:
        """The days of notice, where the charter sets them."""
        rule = self._rule(RuleKind.NOTICE, self.kind)
        return Notice(rule.amount, rule.source) if rule and rule.amount else None

    def _rule(self, kind: RuleKind, subject: str) -> Rule | None:
        return next((r for r in self.rules if r.kind is kind and r.subject == subject), None)


def charter_of(session: Session, meeting: Meeting) -> Charter:
    """Return the rules in force on the day of the meeting, in one query."""
    own = (Rule.subject == meeting.kind, Rule.subject.startswith(f"{meeting.kind}/"))
    query = sa.select(Rule).where(
        Rule.of_group(meeting.group_id), Rule.in_force_on(meeting.day), sa.or_(*own)
    )
    rules = session.scalars(query.order_by(Rule.valid_from.desc(), Rule.id.desc())).all()
    return Charter(meeting.kind, rules)


def _threshold(rule: Rule | None) -> Threshold | None:
    if rule is None or rule.numerator is None or rule.denominator is None:
        return None
    share = Share(rule.numerator, rule.denominator, rule.exceeding)
    return Threshold(share, rule.of_all, rule.source)
