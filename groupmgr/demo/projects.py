"""Joint projects with parties, milestones, standings and credits; the list is projects.csv."""

import datetime as dt
from decimal import Decimal

from groupmgr.demo.credits import register_credits
from groupmgr.demo.lists import Row, coded, rows
from groupmgr.demo.words import projects as words
from groupmgr.demo.words.themes import THEMES
from groupmgr.demo.world import BEGAN, World
from groupmgr.kernel.levels import Level, Standing
from groupmgr.kernel.text import pinyin
from groupmgr.members.models import Unit
from groupmgr.projects.labels import ProjectKind, ProjectRole, ProjectState
from groupmgr.projects.models import (
    Milestone,
    Project,
    ProjectCredit,
    ProjectParty,
    ProjectStanding,
    Target,
)

RECOMMENDED = "校企合作典型生产实践项目"
_BRANDS = {
    "nc": "高端数控装备",
    "robot": "智能机器人",
    "cast": "绿色铸锻",
    "rail": "轨道交通装备",
    "mine": "矿山智能装备",
}
_FINISHED = (ProjectState.CLOSED, ProjectState.ACCEPTANCE)


def make(world: World) -> None:
    """Add the projects in the order of the list."""
    listed = rows("projects")
    world.projects = [_project(world, row) for row in listed]
    for number, project in enumerate(world.projects, start=1):
        project.number = f"XM-{project.starts_on.year}-{number:03d}"
    world.add(world.projects)
    for project, row in zip(world.projects, listed, strict=True):
        world.project_themes[project.id] = row["theme"]


def _project(world: World, row: Row) -> Project:
    units = [world.units[short] for short in row["parties"].split()]
    kind, state = coded(ProjectKind, row["kind"]), coded(ProjectState, row["state"])
    starts, ends = dt.date.fromisoformat(row["starts"]), dt.date.fromisoformat(row["ends"])
    known = max(starts, BEGAN.date())
    slots = _slots(units, row["theme"])
    budget = Decimal(row["budget"]) if row["budget"] else None
    name = words.NAMES[kind].format(**slots)
    return Project(
        name=name,
        pinyin=pinyin(name),
        kind=kind,
        five_together=words.TOGETHER.get(kind),
        level=coded(Level, row["level"]),
        state=state,
        owner_unit_id=units[0].id,
        starts_on=starts,
        ends_on=ends,
        budget=budget,
        students=int(row["students"]) if row["students"] else None,
        class_name=_class_name(kind, slots, starts),
        summary=words.SUMMARIES.get(kind, words.OTHER_SUMMARY).format(**slots),
        next_steps="" if state in _FINISHED else _next_steps(kind),
        parties=_parties(units, budget, kind),
        targets=_targets(kind),
        milestones=_milestones(world, starts, ends, state),
        standings=_standings(kind),
        credits=register_credits(world, ProjectCredit, units[0], known),
        created_at=world.moment(known),
    )


def _slots(units: list[Unit], theme_code: str) -> dict[str, str]:
    theme = THEMES[theme_code]
    p1, p2, p3, _ = theme.points
    return {
        "a": units[0].short_name or units[0].name,
        "b": units[1].short_name or units[1].name,
        "theme": theme.name,
        "programme": theme.programme,
        "trade": theme.trade,
        "brand": _BRANDS.get(theme_code, theme.name),
        "problem": theme.problem,
        "course": theme.course,
        "p1": p1,
        "p2": p2,
        "p3": p3,
    }


def _class_name(kind: ProjectKind, slots: dict[str, str], starts: dt.date) -> str | None:
    if kind is not ProjectKind.ORDER_CLASS:
        return None
    return f"{starts:%y}级{slots['b']}班"


def _next_steps(kind: ProjectKind) -> str:
    return words.NEXT_STEPS.get(kind, words.OTHER_NEXT_STEPS)


def _parties(units: list[Unit], budget: Decimal | None, kind: ProjectKind) -> list[ProjectParty]:
    parties = []
    for place, unit in enumerate(units):
        role = ProjectRole.LEAD if place == 0 else ProjectRole.PARTNER
        if place == 1 and kind is ProjectKind.TECHNICAL_SERVICE:
            role = ProjectRole.FUNDER
        part = None
        if budget is not None and place < 2:
            part = budget * (Decimal("0.4") if place == 0 else Decimal("0.5"))
        parties.append(ProjectParty(unit_id=unit.id, role=role, amount=part))
    return parties


def _targets(kind: ProjectKind) -> list[Target]:
    if kind is not ProjectKind.INDUSTRY_COLLEGE:
        return []
    said = (("共同开发课程", 6, "门", 4), ("共同培养学生", 240, "人", 186))
    return [
        Target(name=name, amount=Decimal(amount), measure=unit, reached=Decimal(reached))
        for name, amount, unit, reached in said
    ]


def _milestones(
    world: World, starts: dt.date, ends: dt.date, state: ProjectState
) -> list[Milestone]:
    if state in (ProjectState.INTENDED, ProjectState.APPLYING):
        return []
    span = (ends - starts).days
    made = []
    for share, name in ((0.08, "签订协议、成立项目组"), (0.45, "中期检查"), (0.97, "总结验收")):
        due = starts + dt.timedelta(days=int(span * share))
        done = due + dt.timedelta(days=world.dice.randrange(-8, 18))
        finished = done <= dt.date(2024, 12, 20)
        made.append(Milestone(name=name, due_on=due, done_on=done if finished else None))
    return made


def _standings(kind: ProjectKind) -> list[ProjectStanding]:
    if kind is not ProjectKind.PRODUCTION_PRACTICE:
        return []
    return [
        ProjectStanding(
            title=RECOMMENDED,
            level=Level.NATIONAL,
            standing=Standing.RECOMMENDED,
            on=dt.date(2024, 5, 24),
            document_number="云教职函〔2024〕27号",
        )
    ]
