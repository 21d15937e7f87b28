"""Ask for the report of a year, and list what was built."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session, defer, joinedload

from groupmgr import policy
from groupmgr.jobs.service import queue
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor
from groupmgr.reports.models import Edition, EditionState

JOB = "report"
FIRST_YEAR = 2000
FINAL = (EditionState.FINAL, EditionState.ISSUED)


def listing(actor: Actor) -> sa.Select[Edition]:
    """Return the query of the editions the actor may see, newest first."""
    seen = policy.visible(actor, Action.REPORT_VIEW, Edition)
    query = (
        sa.select(Edition)
        .where(seen)
        .options(defer(Edition.facts), defer(Edition.findings), joinedload(Edition.job))
    )
    return query.order_by(Edition.id.desc())


def final_before(session: Session, edition: Edition) -> Edition | None:
    """Return the last edition of the same year that was made final before this one."""
    query = sa.select(Edition).where(
        Edition.group_id == edition.group_id,
        Edition.year == edition.year,
        Edition.number < edition.number,
        Edition.state.in_(FINAL),
    )
    return session.scalar(query.order_by(Edition.number.desc()).limit(1))


def last_day(year: int) -> dt.date:
    """Return the cut-off day where none is given: the end of the year, or today within it."""
    return min(dt.date(year, 12, 31), today())


def ask(
    session: Session, actor: Actor, year: int, as_of: dt.date | None = None, site: str = ""
) -> Edition:
    """Have the report of a year built; the same wish joins the build that is under way.

    The codes on paper lead to `site`, unless the installation has an address of its own.
    """
    policy.require(actor, Action.REPORT_BUILD)
    cut_off = as_of or last_day(year)
    check(year, cut_off)
    job = queue(session, actor, JOB, f"{JOB}-{actor.group_id}-{year}-{cut_off}", {"site": site})
    known = session.scalar(sa.select(Edition).where(Edition.job_id == job.id))
    if known is not None:
        return known
    edition = Edition(
        group_id=actor.group_id,
        year=year,
        number=_next_number(session, actor.group_id, year),
        as_of=cut_off,
        job_id=job.id,
        made_by_id=actor.account_id or None,
    )
    session.add(edition)
    journal.record(session, actor, "生成报告", edition)
    return edition


def check(year: int, as_of: dt.date) -> None:
    """Refuse a year to come, and a cut-off day before the year."""
    if not FIRST_YEAR <= year <= today().year:
        raise RuleBroken(f"报告年度应在{FIRST_YEAR}年至今年之间", "year")
    if as_of < dt.date(year, 1, 1):
        raise RuleBroken(f"数据截止日不能早于 {year}年1月1日", "as_of")


def _next_number(session: Session, group_id: int, year: int) -> int:
    highest = sa.select(sa.func.max(Edition.number)).where(
        Edition.group_id == group_id, Edition.year == year
    )
    return (session.scalar(highest) or 0) + 1
