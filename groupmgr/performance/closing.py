"""The years of a group as they are closed: what counts in each, and what still waits there."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.labels import ActivityState, CreditStanding
from groupmgr.activities.models import Activity, Credit
from groupmgr.groups import closing
from groupmgr.groups.models import Closing
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Actor

WAITING = (CreditStanding.WAITING, CreditStanding.STALE, CreditStanding.RETURNED)


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A year of the group, its closing if it is closed, and how its activities stand."""

    year: int
    closing: Closing | None
    is_over: bool
    standings: Mapping[CreditStanding, int]

    @property
    def counted(self) -> int:
        """How many activities count."""
        return self.standings.get(CreditStanding.APPROVED, 0)

    @property
    def waiting(self) -> int:
        """How many were handed in on which nothing is decided as they now stand."""
        return sum(self.standings.get(one, 0) for one in WAITING)

    @property
    def waiting_words(self) -> str:
        """Say what waits: 待审核 5、已退回 2."""
        found = ((one.label, self.standings.get(one, 0)) for one in WAITING)
        return "、".join(f"{label} {number}" for label, number in found if number)


def sheets(session: Session, actor: Actor) -> tuple[list[YearSheet], list[Closing]]:
    """Return the years up to this one, the latest first, and the closings that were lifted."""
    every = closing.history(session, actor)
    closed = {one.year: one for one in every if one.reopened_at is None}
    found = _standings(session, actor.group_id)
    now = today().year
    years = sorted({*found, *closed, now - 1, now}, reverse=True)
    rows = [
        YearSheet(year, closed.get(year), year < now, found.get(year, {}))
        for year in years
        if year <= now
    ]
    return rows, [one for one in every if one.reopened_at is not None]


def _standings(session: Session, group_id: int) -> dict[int, dict[CreditStanding, int]]:
    stale = sa.and_(
        Credit.decision == Decision.APPROVED, Credit.decided_version != Activity.version
    )
    year, decision = sa.extract("year", Activity.ends_on), Credit.decision
    rows = session.execute(
        sa.select(year, decision, stale, sa.func.count())
        .join(Activity, Activity.id == Credit.activity_id)
        .where(Credit.group_id == group_id, Activity.state == ActivityState.SUBMITTED)
        .group_by(year, decision, stale)
    )
    found: dict[int, dict[CreditStanding, int]] = defaultdict(dict)
    for when, decided, is_stale, number in rows:
        standing = CreditStanding.STALE if is_stale else CreditStanding.of_code(decided)
        found[int(when)][standing] = number
    return found
