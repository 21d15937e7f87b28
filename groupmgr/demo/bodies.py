"""The bodies of the groups with their terms, and who holds a post in them."""

import datetime as dt

from groupmgr.demo.groups import BRANCH, CITY, COUNTY, PROVINCIAL
from groupmgr.demo.world import World
from groupmgr.groups.labels import BodyKind
from groupmgr.groups.models import Body, Term
from groupmgr.members.labels import PostTitle, Rank, UnitKind
from groupmgr.members.people import Person, Post

_FIRST, _SECOND = dt.date(2018, 11, 20), dt.date(2022, 11, 18)
_COMMITTEES = (
    (
        "数控与智能制造专业指导委员会",
        "云岭机电 恒砺数控 沛江机床 云岭工大 曜海精工 云岭航零 省机械学会",
    ),
    (
        "工业机器人与自动化专业指导委员会",
        "澜山职院 曜石智能 云临机器人 云岭自动化 澜山机器人协会 云岭先制",
    ),
    ("轨道与矿山装备专业指导委员会", "云岭交装 云岭轨道 岚屏煤机 岚屏矿院 省煤机协会 石塬铁技"),
    ("铸锻与焊接专业指导委员会", "栖原工程 栖原铸造 长渠法兰 省铸造协会 第一装备技校 云临焊装"),
)
_TEACHING = (
    "云岭机电 云岭工大 澜山职院 云岭交装 砚川职院 栖原工程 省机械学校 澜山技师 云岭重工 恒砺数控"
)


def make(world: World) -> None:
    """Add bodies, terms and posts of all groups."""
    _provincial(world)
    for key in (BRANCH, CITY, COUNTY):
        founded = world.groups[key].founded_on or _SECOND
        council = _body(world, key, BodyKind.COUNCIL, "理事会", founded)
        _seat(world, key, council, founded)
        _body(world, key, BodyKind.SECRETARIAT, "秘书处", founded)
    _body(world, CITY, BodyKind.LEADING_GROUP, "政校企工作领导小组", dt.date(2022, 12, 8))
    _body(world, COUNTY, BodyKind.LEADING_GROUP, "县职业教育工作领导小组", dt.date(2022, 11, 10))
    world.add(world.posts)


def _provincial(world: World) -> None:
    key = PROVINCIAL
    for kind, name in (
        (BodyKind.ASSEMBLY, "成员代表大会"),
        (BodyKind.COUNCIL, "理事会"),
        (BodyKind.STANDING_COUNCIL, "常务理事会"),
    ):
        body = _body(world, key, kind, name, _FIRST, _SECOND)
        if kind is not BodyKind.ASSEMBLY:
            _seat(world, key, body, _SECOND, standing=kind is BodyKind.STANDING_COUNCIL)
    office = _body(world, key, BodyKind.SECRETARIAT, "秘书处", _FIRST, _SECOND)
    _hold(world, office, "云岭机电", 1, PostTitle.SECRETARY_GENERAL)
    for short in ("澜山职院", "云岭重工", "省装备协会"):
        _hold(world, office, short, 1, PostTitle.DEPUTY_SECRETARY_GENERAL)
    leading = _body(world, key, BodyKind.LEADING_GROUP, "产教融合工作领导小组", _SECOND)
    _hold(world, leading, "云岭机电", 0, PostTitle.HEAD)
    _hold(world, leading, "云临高新区管委会", 0, PostTitle.DEPUTY_HEAD)
    for name, shorts in _COMMITTEES:
        _committee(world, BodyKind.PROGRAMME_COMMITTEE, name, shorts)
    _committee(world, BodyKind.TEACHING_COMMITTEE, "教学指导委员会", _TEACHING)
    _body(world, key, BodyKind.WORKING_GROUP, "年度报告编写工作组", dt.date(2023, 9, 12))


def _committee(world: World, kind: BodyKind, name: str, shorts: str) -> None:
    body = _body(world, PROVINCIAL, kind, name, _SECOND)
    for place, short in enumerate(shorts.split()):
        title = PostTitle.COMMITTEE_CHAIR if place == 0 else PostTitle.COMMITTEE_MEMBER
        title = PostTitle.COMMITTEE_VICE_CHAIR if place == 1 else title
        _hold(world, body, short, 2, title)


def _body(world: World, key: str, kind: BodyKind, name: str, *starts: dt.date) -> Body:
    body = Body(group_id=world.groups[key].id, kind=kind, name=name)
    body.terms = [
        Term(
            number=number,
            starts_on=start,
            planned_end_on=start.replace(year=start.year + 4) - dt.timedelta(days=1),
            ended_on=None if start == starts[-1] else starts[-1] - dt.timedelta(days=1),
        )
        for number, start in enumerate(starts, start=1)
    ]
    world.add([body])
    world.bodies.append(body)
    return body


def _seat(world: World, key: str, body: Body, start: dt.date, *, standing: bool = False) -> None:
    """Give a seat to every unit whose rank brings one, from the day it had that rank."""
    titles = {
        Rank.CHAIR: PostTitle.CHAIR,
        Rank.VICE_CHAIR: PostTitle.VICE_CHAIR,
        Rank.STANDING: PostTitle.STANDING,
    }
    if not standing:
        titles[Rank.COUNCIL] = PostTitle.COUNCILLOR
    for membership in world.memberships:
        seated = membership.group_id == world.groups[key].id and membership.rank in titles
        if seated and membership.joined_on is not None:
            person = world.people[membership.unit_id][0]
            former = membership.former_ranks
            since = former[-1].until + dt.timedelta(days=1) if former else membership.joined_on
            _post(world, body, person, titles[membership.rank], max(since, start))


def _hold(world: World, body: Body, short: str, place: int, title: PostTitle) -> None:
    person = world.people[world.units[short].id][place]
    _post(world, body, person, title, body.terms[-1].starts_on)


def _post(world: World, body: Body, person: Person, title: PostTitle, since: dt.date) -> None:
    firms = {unit.id for unit in world.units.values() if unit.kind is UnitKind.ENTERPRISE}
    post = Post(
        body_id=body.id,
        term_id=body.terms[-1].id,
        person_id=person.id,
        title=title,
        started_on=since,
        from_enterprise=person.unit_id in firms,
    )
    world.posts.append(post)
    world.seats.setdefault(body.id, []).append(person.unit_id)
