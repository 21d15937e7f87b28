"""What a base reports once a school year, and which bases reported."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.bases.labels import BaseKind
from groupmgr.bases.models import KindOfBase, TrainingBase
from groupmgr.bases.service.registering import LISTED
from groupmgr.bases.statistics import BaseYear
from groupmgr.bases.year_checks import refuse_faults
from groupmgr.bases.year_items import LASTING
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.members import crediting
from groupmgr.policy import Action, Actor

FIRST = 2000


class Coverage(NamedTuple):
    """How many of the bases that are listed reported."""

    reported: int
    expected: int


def latest() -> int:
    """Return the year in which the present school year began."""
    day = today()
    return day.year - (day.month < 9)


def words(began: int) -> str:
    """Name a school year."""
    return f"{began}—{began + 1} 学年"


def years(session: Session, base: TrainingBase) -> Sequence[BaseYear]:
    """Return what a base that the caller was shown reported, the last school year first."""
    query = sa.select(BaseYear).where(BaseYear.base_id == base.id)
    return session.scalars(query.order_by(BaseYear.began.desc())).all()


def year_of(session: Session, base: TrainingBase, began: int) -> BaseYear | None:
    """Return what a base reported of a school year, or nothing."""
    query = sa.select(BaseYear).where(BaseYear.base_id == base.id, BaseYear.began == began)
    return session.scalar(query)


def begun(base: TrainingBase, began: int, last: BaseYear | None) -> BaseYear:
    """Return a report to be filled in, with what lasts from the school year before."""
    lasting = {key: getattr(last, key) for key in LASTING} if last else {}
    return BaseYear(base_id=base.id, began=began, **lasting)


def report_year(
    session: Session, actor: Actor, base: TrainingBase, year: BaseYear, facts: Mapping[str, Any]
) -> None:
    """Keep what a base reports of a school year; what was left empty is not reported."""
    policy.require_on(session, actor, Action.BASE_EDIT, base)
    crediting.refuse_closed(session, base, {year.began + 1})
    refuse_faults(facts)
    before = journal.facts(year) if year.id else {}
    for name, value in facts.items():
        setattr(year, name, value)
    session.add(year)
    journal.record(session, actor, f"填报 {words(year.began)}统计", base)
    journal.record(session, actor, "填报基地学年统计", year, before=before)


def listing(actor: Actor, kind: BaseKind, began: int) -> sa.Select[TrainingBase, BaseYear]:
    """Return the query of the bases of a kind with what each reported, if it did."""
    reported = sa.and_(BaseYear.base_id == TrainingBase.id, BaseYear.began == began)
    of_kind = TrainingBase.kinds.any(KindOfBase.kind == kind)
    return (
        sa.select(TrainingBase, BaseYear)
        .outerjoin(BaseYear, reported)
        .where(policy.visible(actor, Action.BASE_VIEW, TrainingBase), of_kind)
        .options(*LISTED)
    )


def coverage(session: Session, actor: Actor, kind: BaseKind, began: int) -> Coverage:
    """Return how many of the bases of a kind reported the school year."""
    rows = listing(actor, kind, began).with_only_columns(
        TrainingBase.id, BaseYear.id.label("year_id"), maintain_column_froms=True
    )
    found = rows.options().order_by(None).subquery()
    count = sa.select(sa.func.count(found.c.year_id), sa.func.count())
    reported, expected = session.execute(count.select_from(found)).one()
    return Coverage(reported, expected)
