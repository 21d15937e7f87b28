"""What came out of the projects, and the money that arrived for them."""

import datetime as dt
from decimal import Decimal

from groupmgr.demo.words import outputs as words
from groupmgr.demo.words.themes import THEMES
from groupmgr.demo.world import BEGAN, World
from groupmgr.kernel.levels import Level
from groupmgr.projects.labels import (
    TEXTBOOKS,
    OutputKind,
    ProjectKind,
    ProjectRole,
    ProjectState,
)
from groupmgr.projects.models import Output, OutputAuthor, Project, Receipt

_FIRST, _LAST = dt.date(2022, 10, 8), dt.date(2024, 12, 20)
_PAID = (
    ProjectKind.TECHNICAL_SERVICE,
    ProjectKind.RESEARCH,
    ProjectKind.TRANSFER,
    ProjectKind.TRAINING,
    ProjectKind.STANDARD,
    ProjectKind.FIELD_ENGINEER,
    ProjectKind.INDUSTRY_COLLEGE,
    ProjectKind.ENTERPRISE_APPRENTICESHIP,
    ProjectKind.CERTIFICATION,
)
_SIGNED = (
    OutputKind.PATENT,
    OutputKind.CONTEST_AWARD,
    OutputKind.TEACHING_AWARD,
    OutputKind.TECHNICAL_STANDARD,
    *TEXTBOOKS,
)
_IDLE = (ProjectState.INTENDED, ProjectState.APPLYING, ProjectState.ESTABLISHED)


def make(world: World) -> None:
    """Add outputs and receipts of the projects that run or ran."""
    for project in world.projects:
        if project.state not in _IDLE:
            world.add(_outputs(world, project), world.moment(BEGAN.date()))
            world.add(_receipts(world, project), world.moment(BEGAN.date()))


def _outputs(world: World, project: Project) -> list[Output]:
    theme = THEMES[world.project_themes[project.id]]
    made = []
    for place, kind in enumerate(words.KINDS.get(project.kind, ())):
        on = _day(world, project)
        if world.chance(0.2):
            continue
        title = words.TITLES[kind].format(
            theme=theme.name,
            programme=theme.programme,
            gear=theme.gear,
            course=theme.course,
            trade=theme.trade,
            problem=theme.problem,
            part=words.PARTS[(project.id + place) % len(words.PARTS)],
            prize=words.PRIZES[(project.id + place) % len(words.PRIZES)],
        )
        output = Output(project_id=project.id, kind=kind, title=title, on=on)
        output.level = _level(project, kind)
        output.number = _number(world, kind, on)
        output.amount = (project.budget or Decimal(0)) if kind is OutputKind.TRANSFER else None
        output.studio_id = _studio(world, project, kind)
        output.authors = _authors(project, kind)
        made.append(output)
    return made


def _authors(project: Project, kind: OutputKind) -> list[OutputAuthor]:
    """Let the parties be the authors of what names them, the lead first."""
    if kind not in _SIGNED:
        return []
    parties = sorted(project.parties, key=lambda one: one.role is not ProjectRole.LEAD)
    return [OutputAuthor(rank=rank, unit_id=one.unit_id) for rank, one in enumerate(parties[:3], 1)]


def _day(world: World, project: Project) -> dt.date:
    start = max(project.starts_on + dt.timedelta(days=60), _FIRST)
    end = min(project.ends_on or _LAST, _LAST)
    return start + dt.timedelta(days=world.dice.randrange(max(1, (end - start).days)))


def _level(project: Project, kind: OutputKind) -> Level | None:
    if kind in (OutputKind.CONTEST_AWARD, OutputKind.TEACHING_AWARD, OutputKind.TECHNICAL_STANDARD):
        return Level.PROVINCIAL
    return project.level if kind is OutputKind.COURSE else None


def _number(world: World, kind: OutputKind, on: dt.date) -> str | None:
    serial = world.dice.randrange(1000, 9999)
    if kind is OutputKind.PATENT:
        return f"ZL{on.year - 1}2{serial:04d}{serial // 7:04d}.{serial % 10}（演示）"
    if kind is OutputKind.SOFTWARE:
        return f"{on.year}SR{serial:04d}（演示）"
    if kind is OutputKind.TECHNICAL_STANDARD:
        return f"T/YLZB {serial % 90 + 10}—{on.year}"
    return None


def _studio(world: World, project: Project, kind: OutputKind) -> int | None:
    if kind not in (OutputKind.PATENT, OutputKind.CONTEST_AWARD):
        return None
    owned = [s.id for s in world.studios if s.owner_unit_id == project.owner_unit_id]
    return owned[0] if owned else None


def _receipts(world: World, project: Project) -> list[Receipt]:
    if project.kind not in _PAID or project.budget is None:
        return []
    many = world.dice.randrange(1, 4)
    made = []
    for _ in range(many):
        on = _day(world, project)
        share = Decimal(world.dice.randrange(12, 30)) / 100
        made.append(
            Receipt(
                project_id=project.id,
                amount=(project.budget * share).quantize(Decimal("0.01")),
                voucher_on=on,
                voucher_number=f"银收{on:%Y%m}-{world.dice.randrange(1, 400):03d}",
            )
        )
    return made
