"""The provincial group, its branch, and the two groups that share units with it."""

import datetime as dt

from groupmgr.demo.regions import REGIONS
from groupmgr.demo.world import World
from groupmgr.groups.labels import GroupKind
from groupmgr.groups.models import Group

PROVINCIAL, BRANCH, CITY, COUNTY = "yunling", "nc", "lanshan", "beian"
# The codes of the groups, in the order of units.csv's column.
CODES = {PROVINCIAL: "yunling", BRANCH: "yunling-nc", CITY: "lanshan", COUNTY: "beian"}


def make(world: World) -> None:
    """Add the four groups."""
    for key in (PROVINCIAL, CITY, COUNTY):
        world.groups[key] = _MAKERS[key](world)
    world.add(world.groups.values())
    branch = _branch(world)
    world.groups = {PROVINCIAL: world.groups[PROVINCIAL], BRANCH: branch, **world.groups}
    world.add([branch])


def _provincial(world: World) -> Group:
    return Group(
        takes_applications=True,
        code=CODES[PROVINCIAL],
        name="云岭省装备制造职业教育集团",
        short_name="云岭装备职教集团",
        name_en="Yunling Equipment Manufacturing Vocational Education Group",
        kind=GroupKind.SECTOR,
        lead_unit_id=world.units["云岭机电"].id,
        secretariat_unit_id=world.units["云岭机电"].id,
        secretary_general="周敏",
        industry="C34 通用设备制造业、C35 专用设备制造业、C37 铁路、船舶、航空航天等运输设备制造业",
        region="云岭省",
        region_code="990000",
        founded_on=dt.date(2018, 11, 20),
        purpose="以服务全省装备制造业高质量发展为宗旨，搭建政府、学校、行业、企业合作平台，"
        "坚持优势互补、资源共享、互惠共赢、共同发展，促进教育链、人才链与产业链、创新链有机衔接。",
        phone="0900-2286001",
        email="mishuchu@yunling-zjjt.example",
        address=f"{REGIONS['990102']}学府路66号",
        postcode="090102",
        website="https://yunling-zjjt.example",
    )


def _branch(world: World) -> Group:
    return Group(
        code=CODES[BRANCH],
        name="云岭省装备制造职业教育集团数控与机器人分会",
        short_name="数控与机器人分会",
        kind=GroupKind.SECTOR,
        parent_id=world.groups[PROVINCIAL].id,
        lead_unit_id=world.units["恒砺数控"].id,
        secretariat_unit_id=world.units["云岭工大"].id,
        secretary_general="邵启航",
        industry="C34 通用设备制造业",
        region="云岭省",
        region_code="990000",
        founded_on=dt.date(2021, 9, 26),
        purpose="在集团章程框架内，面向数控加工和工业机器人领域开展专业建设、师资培养和技术服务。",
        phone="0900-2286055",
        email="fenhui@yunling-zjjt.example",
        address=f"{REGIONS['990103']}东屏大道201号",
        postcode="090103",
    )


def _city(world: World) -> Group:
    return Group(
        code=CODES[CITY],
        name="澜山市域产教联合体",
        short_name="澜山联合体",
        kind=GroupKind.CITY_CONSORTIUM,
        lead_unit_id=world.units["澜山经开区管委会"].id,
        secretariat_unit_id=world.units["澜山职院"].id,
        secretary_general="顾清和",
        industry="C38 电气机械和器材制造业、C39 计算机、通信和其他电子设备制造业",
        region="云岭省澜山市",
        region_code="990200",
        founded_on=dt.date(2022, 12, 8),
        purpose="以澜山经济技术开发区为基础，兼具人才培养、创新创业、促进产业经济高质量发展功能，"
        "推动园区、学校、企业一体规划、一体发展。",
        phone="0902-3318060",
        email="lht@lanshan-lht.example",
        address=f"{REGIONS['990271']}经开大道1号",
        postcode="090271",
    )


def _county(world: World) -> Group:
    return Group(
        code=CODES[COUNTY],
        name="北岸县域职业教育集团",
        short_name="北岸职教集团",
        kind=GroupKind.REGIONAL,
        lead_unit_id=world.units["北岸职专"].id,
        secretariat_unit_id=world.units["北岸职专"].id,
        secretary_general="何素梅",
        industry="C35 专用设备制造业、A05 农、林、牧、渔专业及辅助性活动",
        region="云岭省澜山市北岸县",
        region_code="990221",
        founded_on=dt.date(2022, 11, 10),
        purpose="以县职业教育中心为龙头，面向县域主导产业和乡村振兴开展学历教育、技能培训和技术推广。",
        phone="0902-6620015",
        email="jituan@beian-zj.example",
        address=f"{REGIONS['990221']}学堂街2号",
        postcode="090221",
    )


_MAKERS = {PROVINCIAL: _provincial, CITY: _city, COUNTY: _county}
