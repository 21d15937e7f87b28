"""Master studios with leaders, teams, apprentices and credits; the list is studios.csv."""

import datetime as dt
from decimal import Decimal

from groupmgr.demo.credits import register_credits
from groupmgr.demo.lists import Row, coded, rows
from groupmgr.demo.words.themes import THEMES
from groupmgr.demo.world import BEGAN, World
from groupmgr.kernel.levels import Level, Review
from groupmgr.kernel.text import pinyin
from groupmgr.members.models import Unit
from groupmgr.studios.labels import (
    FundSource,
    SkillGrade,
    StudioKind,
    StudioState,
    TitleKind,
)
from groupmgr.studios.models import (
    Apprentice,
    LeaderTitle,
    Studio,
    StudioCredit,
    StudioParty,
    StudioReview,
    StudioStage,
    TeamMember,
)

_TASKS = ("带徒与实训教学", "技术攻关", "教学资源开发", "竞赛指导")
_LEVELS = {"全国": Level.NATIONAL, "享受": Level.NATIONAL, "省劳": Level.PROVINCIAL}
_LAST_YEAR = 2025
_GRADES = (SkillGrade.SENIOR, SkillGrade.TECHNICIAN, SkillGrade.INTERMEDIATE)


def make(world: World) -> None:
    """Add the studios in the order of the list."""
    world.studios = [_studio(world, row) for row in rows("studios")]
    world.add(world.studios)


def _studio(world: World, row: Row) -> Studio:
    owner, partner = world.units[row["owner"]], world.units[row["partner"]]
    approved = dt.date.fromisoformat(row["approved"]) if row["approved"] else None
    state, kind, level = (
        coded(StudioState, row["state"]),
        coded(StudioKind, row["kind"]),
        coded(Level, row["level"]),
    )
    leader, theme = world.names.take(), THEMES[row["theme"]]
    name = f"{leader}{theme.name}{kind.label}"
    known = max(approved or dt.date(2024, 9, 20), BEGAN.date())
    return Studio(
        name=name,
        pinyin=pinyin(name),
        kind=kind,
        level=level,
        stages=_stages(state, approved),
        owner_unit_id=owner.id,
        base_id=_base_id(world, owner),
        leader=leader,
        leader_unit_id=(partner if kind is StudioKind.ENTERPRISE else owner).id,
        leader_grade=coded(SkillGrade, row["grade"]) if row["grade"] else None,
        titles=_titles(row["honours"]),
        field=theme.name,
        area=Decimal(row["area"]),
        funds=Decimal(row["funds"]) if row["funds"] else None,
        fund_source=FundSource.PUBLIC if row["funds"] else None,
        approved_on=approved,
        document_number=_number(approved, level),
        starts_on=approved,
        ends_on=approved.replace(year=_ends_in(approved.year)) if approved else None,
        reviews=_reviews(row["review"]),
        parties=[StudioParty(unit_id=partner.id)],
        credits=register_credits(world, StudioCredit, owner, known),
        team=_team(world, owner, partner, approved),
        apprentices=_apprentices(world, owner, partner, int(row["apprentices"] or 0)),
        created_at=world.moment(known),
    )


def _stages(state: StudioState, approved: dt.date | None) -> list[StudioStage]:
    """Tell the life of a studio: recognised, and named some weeks after."""
    began = approved or dt.date(2024, 9, 20)
    if state in (StudioState.APPLYING, StudioState.CULTIVATED):
        return [StudioStage(state=state, on=began)]
    stages = [
        StudioStage(state=StudioState.CULTIVATED, on=began),
        StudioStage(state=StudioState.NAMED, on=began + dt.timedelta(days=24), reason="授牌"),
    ]
    if state is not StudioState.NAMED:
        stages.append(StudioStage(state=state, on=dt.date(2024, 6, 28), reason="年度考核"))
    return stages


def _titles(honours: str) -> list[LeaderTitle]:
    return [
        LeaderTitle(kind=TitleKind.HONOUR, name=name, level=_LEVELS.get(name[:2]))
        for name in honours.split("、")
        if name
    ]


def _reviews(result: str) -> list[StudioReview]:
    if not result:
        return []
    day = dt.date(2024, 1, 19)
    found = {"year": 2023, "on": day, "reviewer": "集团秘书处"}
    return [StudioReview(result=coded(Review, result), **found)]


def _ends_in(year: int) -> int:
    """Return the year in which the studio is next reviewed: every five years."""
    while year < _LAST_YEAR:
        year += 5
    return year


def _base_id(world: World, owner: Unit) -> int | None:
    return next((base.id for base in world.bases if base.owner_unit_id == owner.id), None)


def _number(approved: dt.date | None, level: Level) -> str | None:
    if approved is None or level not in (Level.NATIONAL, Level.PROVINCIAL):
        return None
    return f"云人社技〔{approved.year}〕{approved.month * 3 + approved.day}号"


def _team(world: World, owner: Unit, partner: Unit, since: dt.date | None) -> list[TeamMember]:
    size = world.dice.randrange(3, 7)
    return [
        TeamMember(
            unit_id=(partner if place % 3 == 2 else owner).id,
            name=world.names.take(),
            task=_TASKS[place % 4],
            since=since,
        )
        for place in range(size)
    ]


def _apprentices(world: World, owner: Unit, partner: Unit, many: int) -> list[Apprentice]:
    made = []
    for place in range(many):
        began = dt.date(2022 + place % 3, (3, 9, 2)[place % 3], 1 + world.dice.randrange(20))
        until = began + dt.timedelta(days=world.dice.randrange(360, 720))
        over = until < dt.date(2024, 12, 31)
        made.append(
            Apprentice(
                unit_id=(partner if place % 2 else owner).id,
                name=world.names.take(),
                since=began,
                until=until if over else None,
                grade=world.pick(_GRADES) if over else None,
            )
        )
    return made
