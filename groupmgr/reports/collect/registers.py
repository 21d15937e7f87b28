"""Bases, studios, projects and agreements that count in the group."""

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from groupmgr.bases.labels import BaseState
from groupmgr.bases.models import TrainingBase
from groupmgr.kernel.levels import Level
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.labels import ProjectRole, ProjectState
from groupmgr.projects.models import Project
from groupmgr.reports import facts
from groupmgr.reports.collect.span import Span, iso, words
from groupmgr.studios.labels import StudioState
from groupmgr.studios.models import Studio

_LEVELS = tuple(Level)
_AT_WORK = frozenset(
    {
        *(ProjectState.ESTABLISHED, ProjectState.RUNNING, ProjectState.MIDTERM),
        *(ProjectState.ACCEPTANCE, ProjectState.EXTENDED),
    }
)
_ON_BOOKS = tuple(state for state in BaseState if state is not BaseState.DELISTED)
_NEVER_BEGUN = (ProjectState.INTENDED, ProjectState.ABANDONED)


def bases(span: Span) -> tuple[facts.Base, ...]:
    """Read the bases on the books, the highest level first."""
    on_books = TrainingBase.in_state(span.as_of, *_ON_BOOKS)
    query = (
        sa.select(TrainingBase)
        .where(TrainingBase.counts_in(span.group.id), on_books)
        .options(
            selectinload(TrainingBase.kinds),
            selectinload(TrainingBase.parties),
            selectinload(TrainingBase.stages),
        )
    )
    found = sorted(span.session.scalars(query), key=lambda b: (_LEVELS.index(b.level), b.id))
    return tuple(_base(span, base) for base in found)


def _base(span: Span, base: TrainingBase) -> facts.Base:
    partners = dict.fromkeys(party.unit_id for party in base.parties)
    state = base.state_on(span.as_of) or base.state
    return facts.Base(
        number=base.id,
        name=base.name,
        kinds=tuple(words(kind.kind) for kind in base.kinds),
        level=base.level.label,
        host=span.name(base.owner_unit_id),
        partners=tuple(span.name(unit) for unit in partners if unit != base.owner_unit_id),
        state=words(state),
        running=state is BaseState.OPERATING,
        building=state in (BaseState.PLANNED, BaseState.BUILDING),
    )


def studios(span: Span) -> tuple[facts.Studio, ...]:
    """Read the studios that are not revoked, the highest level first."""
    kept = (state for state in StudioState if state is not StudioState.REVOKED)
    query = (
        sa.select(Studio)
        .where(Studio.counts_in(span.group.id), Studio.in_state(span.as_of, *kept))
        .options(selectinload(Studio.stages))
    )
    found = sorted(span.session.scalars(query), key=lambda s: (_LEVELS.index(s.level), s.id))
    return tuple(
        facts.Studio(
            number=studio.id,
            name=studio.name,
            kind=words(studio.kind),
            level=studio.level.label,
            host=span.name(studio.owner_unit_id),
            leader=studio.leader,
            state=(studio.state_on(span.as_of) or studio.state).label,
        )
        for studio in found
    )


def projects(span: Span) -> tuple[facts.Project, ...]:
    """Read the projects at work on a day of the year."""
    query = (
        sa.select(Project)
        .where(
            Project.counts_in(span.group.id),
            Project.state.not_in(_NEVER_BEGUN),
            Project.starts_on <= span.as_of,
            sa.or_(Project.ends_on.is_(None), Project.ends_on >= span.period.start),
        )
        .options(selectinload(Project.parties))
    )
    found = span.session.scalars(query.order_by(Project.kind, Project.starts_on, Project.id))
    return tuple(_project(span, project) for project in found)


def _project(span: Span, project: Project) -> facts.Project:
    leads_first = sorted(project.parties, key=lambda p: (p.role is not ProjectRole.LEAD, p.id))
    over = project.ends_on is not None and project.ends_on <= span.as_of
    return facts.Project(
        number=project.id,
        name=project.name,
        kind=words(project.kind),
        parties=tuple(span.name(party.unit_id) for party in leads_first),
        state=project.state.label,
        starts_on=project.starts_on.isoformat(),
        ends_on=iso(project.ends_on),
        next_steps=project.next_steps,
        goes_on=project.state in _AT_WORK and not over,
        began_this_year=project.starts_on >= span.period.start,
    )


def agreements(span: Span) -> tuple[facts.Agreement, ...]:
    """Read the agreements in force on the cut-off day, and those signed in the year."""
    signed = Agreement.signed_on.between(span.period.start, span.as_of)
    query = (
        sa.select(Agreement)
        .where(
            Agreement.counts_in(span.group.id), sa.or_(Agreement.in_force_on(span.as_of), signed)
        )
        .options(selectinload(Agreement.parties))
    )
    found = span.session.scalars(query.order_by(Agreement.signed_on, Agreement.id))
    return tuple(
        facts.Agreement(
            number=agreement.id,
            name=agreement.name,
            kind=words(agreement.kind),
            parties=tuple(span.name(party.unit_id) for party in agreement.parties),
            state=agreement.state.label,
            signed_on=iso(agreement.signed_on),
            expires_on=iso(agreement.term),
        )
        for agreement in found
    )
