"""The alliances that the provincial group leads, takes part in, or helped to found."""

import datetime as dt

from groupmgr.demo.groups import CITY, COUNTY, PROVINCIAL
from groupmgr.demo.world import World
from groupmgr.groups.labels import GroupKind, TieKind
from groupmgr.groups.models import Tie

# 17 sectors and 21 places.
_SECTORS = """
煤炭 冶金 化工 建材 建筑 交通运输 现代物流 农业 林业 食品 轻工纺织 电子信息
旅游 康养护理 财经商贸 艺术设计 体育
"""
_PLACES = """
北岸县 长渠县 墨溪县 平泽县 东峪县 岩泉县 安塬县
澜山市 栖原市 砚川市 临渡市 青峪市 岚屏市 石塬市
云临市中云区 云临市东屏区 栖原市栖川区 砚川市砚北区 临渡市渡口区 青峪市青源区 石塬市塬上区
"""
_JOINED = (
    ("云岭省高端装备制造产教融合共同体", GroupKind.SECTOR_COMMUNITY, TieKind.LEADS, (2024, 6, 18)),
    ("云岭机器人产教融合共同体", GroupKind.SECTOR_COMMUNITY, TieKind.TAKES_PART, (2023, 9, 22)),
    (
        "全国矿山智能装备产教融合共同体",
        GroupKind.SECTOR_COMMUNITY,
        TieKind.TAKES_PART,
        (2023, 11, 30),
    ),
    (
        "云岭省轨道交通装备产教融合共同体",
        GroupKind.SECTOR_COMMUNITY,
        TieKind.TAKES_PART,
        (2024, 4, 9),
    ),
    ("栖原市域产教联合体", GroupKind.CITY_CONSORTIUM, TieKind.TAKES_PART, (2023, 6, 30)),
    ("云临市域产教联合体", GroupKind.CITY_CONSORTIUM, TieKind.TAKES_PART, (2024, 3, 28)),
)


def make(world: World) -> None:
    """Add the ties; 17 sector and 21 regional groups were helped to found."""
    group = world.groups[PROVINCIAL]
    ties = [
        Tie(name=name, kind=kind, tie=tie, since=dt.date(*since))
        for name, kind, tie, since in _JOINED
    ]
    ties.append(
        Tie(
            name=world.groups[CITY].name,
            kind=GroupKind.CITY_CONSORTIUM,
            tie=TieKind.TAKES_PART,
            tied_group_id=world.groups[CITY].id,
            since=dt.date(2022, 12, 8),
        )
    )
    ties += [
        _guided(world, f"云岭省{name}职业教育集团", GroupKind.SECTOR, n)
        for n, name in enumerate(_SECTORS.split())
    ]
    ties += [
        _guided(world, _regional(name), GroupKind.REGIONAL, n + 5)
        for n, name in enumerate(_PLACES.split())
    ]
    for tie in ties:
        tie.group_id = group.id
    world.add(ties)


def _regional(place: str) -> str:
    return f"{place[:-1]}县域职业教育集团" if place.endswith("县") else f"{place}职业教育集团"


def _guided(world: World, name: str, kind: GroupKind, place: int) -> Tie:
    here = world.groups[COUNTY]
    return Tie(
        name=name,
        kind=kind,
        tie=TieKind.GUIDES,
        tied_group_id=here.id if name == here.name else None,
        since=dt.date(2019 + place % 6, 3 + place % 8, 10 + place % 15),
    )
