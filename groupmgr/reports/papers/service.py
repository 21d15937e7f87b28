"""Ask for papers on units, find them, and hand out those of all units at once."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, defer, joinedload

from groupmgr import policy
from groupmgr.files.packing import Packed, plain
from groupmgr.files.store import Store
from groupmgr.jobs.models import Job
from groupmgr.jobs.service import queue
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.members.labels import UnitKind
from groupmgr.members.models import Unit
from groupmgr.members.roll import member_on
from groupmgr.policy import Action, Actor
from groupmgr.reports.papers.models import PaperKind, UnitPaper
from groupmgr.reports.service import FIRST_YEAR as FIRST_YEAR
from groupmgr.reports.service import check, last_day

JOB = "papers"
MAKING: Mapping[PaperKind, Action] = {
    PaperKind.SUMMARY: Action.PAPER_MAKE,
    PaperKind.CERTIFICATE: Action.CERTIFICATE_MAKE,
}


def listing(actor: Actor, year: int) -> sa.Select[Unit, dt.datetime, dt.datetime]:
    """Return the query of the members of a year, each with when its papers were made last."""
    summary, certificate = (_last(actor.group_id, year, kind) for kind in PaperKind)
    seen = policy.visible(actor, Action.PAPER_VIEW, Unit)
    on_roll = member_on(actor.group_id, Unit.id, last_day(year))
    return sa.select(Unit, summary, certificate).where(seen, on_roll)


def without(actor: Actor, year: int, kind: PaperKind) -> sa.ColumnElement[bool]:
    """Match the units that were never given the paper."""
    made = sa.exists().where(_of(actor.group_id, year, kind), UnitPaper.unit_id == Unit.id)
    return sa.and_(~made, _given(kind))


def ask(
    session: Session, actor: Actor, kind: PaperKind, year: int, unit_ids: Sequence[int], site: str
) -> Job:
    """Have papers made; the same wish joins the work that is under way."""
    action = MAKING[kind]
    policy.require(actor, action)
    check(year, last_day(year))
    allowed = sa.select(Unit.id).where(
        Unit.id.in_(unit_ids), policy.visible(actor, action, Unit), _given(kind)
    )
    keys = sorted(session.scalars(allowed))
    if len(keys) != len(set(unit_ids)):
        raise NotAllowed(f"不能为其中的单位生成{kind.label}")
    if not keys:
        raise RuleBroken(f"没有可以生成{kind.label}的单位")
    arguments = {
        "kind": kind.value,
        "year": year,
        "units": keys,
        "site": site,
        "group_id": actor.group_id,
        "account_id": actor.account_id,
        "name": actor.name,
    }
    whose = keys[0] if len(keys) == 1 else "all"
    return queue(session, actor, JOB, key_of(actor.group_id, kind, year, whose), arguments)


def key_of(group_id: int, kind: PaperKind, year: int, whose: int | str) -> str:
    """Return by what the work on a paper, or on those of all units, is known."""
    return f"{JOB}-{group_id}-{kind.value}-{year}-{whose}"


def units_of(session: Session, actor: Actor, kind: PaperKind, year: int) -> Sequence[int]:
    """Return the units that can be given the paper in a year."""
    query = (
        sa.select(Unit.id)
        .where(policy.visible(actor, MAKING[kind], Unit), _given(kind))
        .where(member_on(actor.group_id, Unit.id, last_day(year)))
    )
    return session.scalars(query.order_by(Unit.id)).all()


def of_unit(session: Session, actor: Actor, unit_id: int, year: int) -> Sequence[UnitPaper]:
    """Return the papers on a unit's year that the actor may see, newest first."""
    query = (
        sa.select(UnitPaper)
        .where(policy.visible(actor, Action.PAPER_VIEW, UnitPaper))
        .where(UnitPaper.unit_id == unit_id, UnitPaper.year == year)
        .where(UnitPaper.group_id == actor.group_id)
        .options(defer(UnitPaper.facts))
    )
    return session.scalars(query.order_by(UnitPaper.id.desc())).all()


def made(session: Session, actor: Actor, year: int) -> frozenset[PaperKind]:
    """Return the kinds of which a unit that the actor may see was given a paper."""
    seen = policy.visible(actor, Action.PAPER_VIEW, UnitPaper)
    kinds = sa.select(UnitPaper.kind).where(
        UnitPaper.group_id == actor.group_id, UnitPaper.year == year, seen
    )
    return frozenset(session.scalars(kinds.distinct()))


def archive(
    session: Session, store: Store, actor: Actor, kind: PaperKind, year: int
) -> Iterator[Packed]:
    """Yield the last paper of every unit that the actor may see."""
    last = (
        sa.select(sa.func.max(UnitPaper.id))
        .where(_of(actor.group_id, year, kind))
        .group_by(UnitPaper.unit_id)
    )
    query = (
        sa.select(UnitPaper)
        .where(UnitPaper.id.in_(last), policy.visible(actor, Action.PAPER_VIEW, UnitPaper))
        .options(
            defer(UnitPaper.facts),
            *(joinedload(one) for one in (UnitPaper.unit, UnitPaper.file, UnitPaper.word)),
        )
    )
    for paper in sorted(session.scalars(query), key=lambda one: one.unit.pinyin):
        name = plain(f"{paper.unit.name}{year}年{kind.label}", 80)
        for file, ending in ((paper.file, "pdf"), (paper.word, "docx")):
            if file is not None:
                yield Packed(f"{name}.{ending}", store.path(file.sha256))


def _of(group_id: int, year: int, kind: PaperKind) -> sa.ColumnElement[bool]:
    return sa.and_(UnitPaper.group_id == group_id, UnitPaper.year == year, UnitPaper.kind == kind)


def _given(kind: PaperKind) -> sa.ColumnElement[bool]:
    """Match the units that such a paper is for."""
    return Unit.kind == UnitKind.ENTERPRISE if kind is PaperKind.CERTIFICATE else sa.true()


def _last(group_id: int, year: int, kind: PaperKind) -> sa.Label[dt.datetime]:
    made = sa.select(sa.func.max(UnitPaper.created_at)).where(
        _of(group_id, year, kind), UnitPaper.unit_id == Unit.id
    )
    return made.scalar_subquery().label(kind.value)
