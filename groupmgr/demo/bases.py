"""Training bases with kinds, partners, plaques, standings and credits; the list is bases.csv."""

import datetime as dt
from decimal import Decimal

from groupmgr.bases.labels import BaseKind, BaseState, BuildMode, Input, OpenTo
from groupmgr.bases.models import (
    BaseCredit,
    BaseParty,
    BaseReview,
    BaseStage,
    BaseStanding,
    KindOfBase,
    Plaque,
    TrainingBase,
)
from groupmgr.demo.credits import register_credits
from groupmgr.demo.lists import Row, coded, rows
from groupmgr.demo.regions import city
from groupmgr.demo.words.themes import THEMES, Theme
from groupmgr.demo.world import BEGAN, World
from groupmgr.kernel.levels import Level, Review, Standing
from groupmgr.kernel.text import pinyin
from groupmgr.members.models import Unit

RECOMMENDED = "开放型区域产教融合实践中心"
_REVIEWER = "集团秘书处"
_ENDED = dt.date(2024, 7, 10)
_INPUTS = (Input.EQUIPMENT, Input.MONEY, Input.TECHNOLOGY)


def make(world: World) -> None:
    """Add the bases in the order of the list."""
    world.bases = [_base(world, row) for row in rows("bases")]
    world.add(world.bases)


def _base(world: World, row: Row) -> TrainingBase:
    owner, built = world.units[row["owner"]], dt.date.fromisoformat(row["built"])
    partners = [world.units[short] for short in row["partners"].split()]
    theme, level = THEMES[row["theme"]], coded(Level, row["level"])
    name = row["name"]
    manager = world.people[owner.id][2]
    listed = level in (Level.NATIONAL, Level.PROVINCIAL)
    return TrainingBase(
        name=name,
        pinyin=pinyin(name),
        owner_unit_id=owner.id,
        build_mode=coded(BuildMode, row["mode"]),
        level=level,
        stages=_stages(built, coded(BaseState, row["state"])),
        programmes=world.dice.randrange(2, 7),
        main_programmes=_programmes(world, owner, theme),
        support_department="省教育厅" if listed else f"{city(owner.region)}教育局",
        approved_on=built - dt.timedelta(days=90),
        document_number=f"云教职〔{built.year}〕{built.month + built.day}号" if listed else None,
        built_on=built,
        floor_area=Decimal(row["area"]),
        site_area=Decimal(row["area"]) * 2,
        open_to=coded(OpenTo, row["open_to"]),
        manager=manager.name,
        phone=manager.phone,
        agreement_id=_agreement(world, [owner, *partners]),
        kinds=[KindOfBase(kind=coded(BaseKind, kind)) for kind in row["kinds"].split()],
        parties=_parties(partners, row["value"]),
        plaques=_plaques(owner, name, level, row),
        standings=_standings(row),
        reviews=_reviews(level, row),
        credits=register_credits(world, BaseCredit, owner, max(built, BEGAN.date())),
        created_at=world.moment(max(built, BEGAN.date())),
    )


def _stages(built: dt.date, state: BaseState) -> list[BaseStage]:
    """Tell the life of a base: it was built before it was in operation, and a few went on."""
    began = built - dt.timedelta(days=400)
    if state in (BaseState.PLANNED, BaseState.BUILDING):
        return [BaseStage(state=state, on=min(began, dt.date(2024, 3, 1)))]
    stages = [
        BaseStage(state=BaseState.BUILDING, on=began, reason="开工建设"),
        BaseStage(state=BaseState.OPERATING, on=built, reason="通过验收，投入使用"),
    ]
    if state is not BaseState.OPERATING:
        document = f"集团发〔{_ENDED.year}〕9号"
        stages.append(BaseStage(state=state, on=_ENDED, document_number=document))
    return stages


def _programmes(world: World, owner: Unit, theme: Theme) -> str:
    others = [THEMES[code].programme for code in world.themes[owner.id]]
    return "、".join(dict.fromkeys((theme.programme, *others[:2])))


def _agreement(world: World, units: list[Unit]) -> int | None:
    """Return an agreement that the host signed with one of the partners."""
    host, *partners = (unit.id for unit in units)
    for agreement in world.agreements:
        signed = {party.unit_id for party in agreement.parties}
        if host in signed and signed & set(partners):
            return agreement.id
    return None


def _parties(partners: list[Unit], value: str) -> list[BaseParty]:
    total = Decimal(value or 300) * 10000
    return [
        BaseParty(unit_id=unit.id, input=_INPUTS[place % 3], amount=total / (4 + 4 * place))
        for place, unit in enumerate(partners)
    ]


def _plaques(owner: Unit, name: str, level: Level, row: Row) -> list[Plaque]:
    built = dt.date.fromisoformat(row["built"])
    if row["state"] in ("building", "planned") or level is Level.SCHOOL:
        return []
    giver = (
        "云岭省教育厅"
        if level in (Level.NATIONAL, Level.PROVINCIAL)
        else "云岭省装备制造职业教育集团"
    )
    if level in (Level.CITY, Level.COUNTY):
        giver = f"{city(owner.region)}教育局"
    hung = built + dt.timedelta(days=30 + len(name))
    removed = _ENDED if row["state"] == "stopped" else None
    return [Plaque(title=name, giver=giver, hung_on=hung, removed_on=removed)]


def _reviews(level: Level, row: Row) -> list[BaseReview]:
    """Tell what the group found when it reviewed the bases it lists itself."""
    if level is not Level.GROUP or row["state"] in ("building", "planned"):
        return []
    result = Review.PASSED if row["state"] == "operating" else Review.MENDING
    review = BaseReview(year=2023, result=result, on=dt.date(2024, 1, 19), reviewer=_REVIEWER)
    return [review]


def _standings(row: Row) -> list[BaseStanding]:
    if row["centre"] != "1":
        return []
    return [
        BaseStanding(
            title=RECOMMENDED,
            level=Level.NATIONAL,
            standing=Standing.RECOMMENDED,
            on=dt.date(2024, 5, 24),
            document_number="云教职函〔2024〕26号",
        )
    ]
