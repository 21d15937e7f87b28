"""What schools and bases were asked to report for the school year and did not."""

import sqlalchemy as sa

from groupmgr.bases.labels import BaseState
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.statistics import BaseYear
from groupmgr.members.labels import SCHOOLS
from groupmgr.members.models import Membership, Unit
from groupmgr.members.statistics import SchoolYear
from groupmgr.reports.collect.span import Span
from groupmgr.reports.compose.phrases import first
from groupmgr.reports.facts import Missing


def missing(span: Span) -> tuple[Missing, ...]:
    """Name the schools and the bases without statistics."""
    began = span.period.school_year
    words = f"{began}—{began + 1}学年"
    silent = (("在校生数", "所院校", _schools(span)), ("实训基地学年统计", "个基地", _bases(span)))
    return tuple(
        Missing(subject=f"{words}{subject}", reason=f"{len(names)}{unit}未报：{first(names, 5)}")
        for subject, unit, names in silent
        if names
    )


def _schools(span: Span) -> list[str]:
    told = sa.exists().where(
        SchoolYear.unit_id == Unit.id,
        SchoolYear.began == span.period.school_year,
        SchoolYear.students.is_not(None),
    )
    query = (
        sa.select(Unit.id)
        .join(Membership, Membership.unit_id == Unit.id)
        .where(Membership.of_group(span.group.id), Membership.on_roll(span.as_of))
        .where(Unit.kind.in_(SCHOOLS), ~told)
    )
    return [span.name(unit_id) for unit_id in span.session.scalars(query.order_by(Unit.pinyin))]


def _bases(span: Span) -> list[str]:
    told = sa.exists().where(
        BaseYear.base_id == TrainingBase.id, BaseYear.began == span.period.school_year
    )
    query = sa.select(TrainingBase.name).where(
        TrainingBase.counts_in(span.group.id),
        TrainingBase.in_state(span.as_of, BaseState.OPERATING),
        ~told,
    )
    return list(span.session.scalars(query.order_by(TrainingBase.pinyin)))
