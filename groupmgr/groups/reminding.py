"""The job that reminds: once a working day of a group, of what people there were asked before."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.groups.holidays import at_work
from groupmgr.jobs.recurring import Recurring
from groupmgr.jobs.work import Handler, Work
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Actor, Role

JOB = "remind"
BEGINS = 9


@dataclass(frozen=True, slots=True)
class Reminder:
    """What people can be reminded of: the keys of all that waits, with its group, and the deed.

    The deed looks whether one of them is due, so that run twice it writes once;
    settings are those of the installation.
    """

    waiting: Callable[[], sa.Select[int, int]]
    remind: Callable[[Session, Actor, Mapping[str, Any], int], object]


def is_time(session: Session) -> bool:
    """Tell whether people of any group are at work: on its working days, from nine on."""
    return now().hour >= BEGINS and bool(at_work(session, today()))


RECURRING = Recurring(JOB, dt.timedelta(days=1), is_time)


def reminding(*kinds: Reminder) -> Handler:
    """Return the handler that goes through all that waits in the groups that are at work."""

    def remind(work: Work) -> None:
        here = at_work(work.session, today())
        waiting = [(kind, *row) for kind in kinds for row in work.session.execute(kind.waiting())]
        for done, (kind, key, group_id) in enumerate(waiting, start=1):
            if group_id in here:
                _remind(work, kind, key, group_id)
            work.progress("催办", done, len(waiting))

    return remind


def _remind(work: Work, kind: Reminder, key: int, group_id: int) -> None:
    """Write where it is due; where a rule forbids it there is nobody to tell."""
    clock = Actor(0, "系统", frozenset({Role.SYSTEM}), group_id)
    try:
        kind.remind(work.session, clock, work.settings, key)
    except RuleBroken:
        work.session.rollback()
