"""The job that makes papers; run twice, it makes none twice."""

import datetime as dt
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.files.service import keep_made
from groupmgr.files.store import Store
from groupmgr.groups.models import Group
from groupmgr.jobs.work import Work
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Actor
from groupmgr.reports.building import PDF, WORD
from groupmgr.reports.papers.collect import Years
from groupmgr.reports.papers.facts import UnitYear
from groupmgr.reports.papers.making import Made, make, new_code
from groupmgr.reports.papers.models import PaperKind, UnitPaper
from groupmgr.reports.seal import freeze, seal
from groupmgr.reports.service import last_day


def build(work: Work) -> None:
    """Make the papers of the units one after another; a unit whose year did not change keeps its.

    An enterprise of which no approved record speaks gets no certificate.
    """
    kind, wanted = PaperKind.of_code(work.arguments["kind"]), work.arguments["units"]
    work.progress("收集数据")
    with work.reading() as session:
        group = session.get_one(Group, work.arguments["group_id"])
        year = work.arguments["year"]
        years = Years.of(session, group, year, last_day(year))
        for place, unit_id in enumerate(wanted, 1):
            work.progress("生成", place, len(wanted))
            told = years.unit(unit_id)
            if kind is PaperKind.CERTIFICATE and told.is_empty:
                _refuse_alone(wanted)
            else:
                _give(work, kind, told)


def _refuse_alone(wanted: list[int]) -> None:
    if len(wanted) == 1:
        raise RuleBroken("这一年没有审核通过的记录，不能出具证明；请先登记并审核活动、项目或协议")


def _give(work: Work, kind: PaperKind, told: UnitYear) -> None:
    frozen = freeze(told)
    if _newest_seal(work.session, kind, told, work.arguments["group_id"]) == seal(frozen):
        return
    code, day = new_code(), today()
    site = str(work.settings.get("SITE") or work.arguments["site"])
    made = make(kind, told, seal(frozen), code, site, day)
    paper = UnitPaper(
        group_id=work.arguments["group_id"],
        unit_id=told.unit.number,
        kind=kind,
        year=told.year,
        as_of=dt.date.fromisoformat(told.as_of),
        code=code,
        facts=frozen,
        seal=seal(frozen),
        made_by_id=work.arguments["account_id"] or None,
    )
    _keep(work.session, work.home, paper, made)
    actor = Actor(work.arguments["account_id"], work.arguments["name"], frozenset(), paper.group_id)
    journal.record(work.session, actor, f"生成{kind.label}", paper)


def _keep(session: Session, home: Path, paper: UnitPaper, made: Made) -> None:
    store = Store.under(home)
    paper.file_id = keep_made(session, store, made.pdf, PDF).id
    if made.word is not None:
        paper.word_id = keep_made(session, store, made.word, WORD).id
    session.add(paper)


def _newest_seal(session: Session, kind: PaperKind, told: UnitYear, group_id: int) -> str | None:
    query = (
        sa.select(UnitPaper.seal)
        .where(
            UnitPaper.group_id == group_id,
            UnitPaper.unit_id == told.unit.number,
            UnitPaper.year == told.year,
            UnitPaper.kind == kind,
        )
        .order_by(UnitPaper.id.desc())
        .limit(1)
    )
    return session.scalar(query)
