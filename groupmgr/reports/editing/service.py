"""Begin a manuscript, read the records anew, and tell who writes what."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups.models import Group
from groupmgr.jobs.service import queue
from groupmgr.jobs.work import Work
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.errors import NotAllowed
from groupmgr.policy import Action, Actor
from groupmgr.reports import service as reports
from groupmgr.reports.collect.year import collect
from groupmgr.reports.editing.gathering import find
from groupmgr.reports.editing.models import Manuscript, Outline
from groupmgr.reports.editing.overlay import is_within
from groupmgr.reports.facts import Facts
from groupmgr.reports.models import Edition
from groupmgr.reports.seal import freeze

JOB = "manuscript"


def open_to(session: Session, actor: Actor, year: int) -> Manuscript | None:
    """Return the manuscript of a year where the actor writes any of it."""
    written = policy.visible(actor, Action.REPORT_WRITE, Manuscript)
    query = sa.select(Manuscript).where(
        Manuscript.group_id == actor.group_id, Manuscript.year == year, written
    )
    return session.scalar(query)


def begin(session: Session, actor: Actor, year: int) -> Manuscript:
    """Begin to write the report of a year, or join those who do; the records are read by a job."""
    policy.require(actor, Action.REPORT_BUILD)
    reports.check(year, today())
    manuscript = find(session, actor.group_id, year)
    if manuscript is None:
        manuscript = Manuscript(group_id=actor.group_id, year=year)
        session.add(manuscript)
        journal.record(session, actor, "开始编写报告", manuscript)
    return read_again(session, actor, manuscript)


def read_again(session: Session, actor: Actor, manuscript: Manuscript) -> Manuscript:
    """Have the records read anew, so that figures say what they say today."""
    policy.require_on(session, actor, Action.REPORT_WRITE, manuscript)
    manuscript.job_id = queue(session, actor, JOB, f"{JOB}-{manuscript.id}", {}).id
    session.flush()
    return manuscript


def collect_facts(work: Work) -> None:
    """Read the records for the manuscript that asked; run twice, it ends in the same."""
    work.progress("收集数据")
    with work.reading() as session:
        wanted = _asking(session, work)
        group = session.get_one(Group, wanted.group_id)
        facts = collect(session, group, wanted.year, reports.last_day(wanted.year))
    keep_facts(_asking(work.session, work), facts)
    work.session.flush()


def keep_facts(manuscript: Manuscript, facts: Facts) -> None:
    """Let the manuscript speak of these facts from now on."""
    manuscript.facts, manuscript.facts_at = freeze(facts), now()


def require_section(session: Session, actor: Actor, manuscript: Manuscript, key: str) -> None:
    """Refuse to write in a section that is another's; the secretariat writes everywhere."""
    policy.require_on(session, actor, Action.REPORT_WRITE, manuscript)
    if policy.may_on(session, actor, Action.REPORT_BUILD, manuscript):
        return
    if not is_within(key, given(session, actor, manuscript)):
        raise NotAllowed("这一节没有分给您编写")


def given(session: Session, actor: Actor, manuscript: Manuscript) -> frozenset[str]:
    """Return the sections that the actor was given to write."""
    query = sa.select(Outline.key).where(
        Outline.manuscript_id == manuscript.id, Outline.writer_id == actor.account_id
    )
    return frozenset(session.scalars(query))


def _asking(session: Session, work: Work) -> Manuscript:
    return session.scalars(sa.select(Manuscript).where(Manuscript.job_id == work.job_id)).one()


def mine(session: Session, actor: Actor) -> list[Manuscript]:
    """Return the manuscripts of which the actor writes something, the newest year first."""
    written = policy.visible(actor, Action.REPORT_WRITE, Manuscript)
    query = sa.select(Manuscript).where(Manuscript.group_id == actor.group_id, written)
    return list(session.scalars(query.order_by(Manuscript.year.desc())))


def year_to_write(session: Session, actor: Actor, proposed: int) -> int:
    """Return the newest year of whose manuscript no edition is final, or else the proposed one."""
    done = sa.exists().where(
        Edition.group_id == Manuscript.group_id,
        Edition.year == Manuscript.year,
        Edition.state.in_(reports.FINAL),
    )
    query = sa.select(sa.func.max(Manuscript.year)).where(
        Manuscript.group_id == actor.group_id, ~done
    )
    return session.scalar(query) or proposed
