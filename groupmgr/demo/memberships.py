"""Who belongs to which group since when, with which rank then and now."""

import datetime as dt

from groupmgr.demo.groups import BRANCH, CITY, COUNTY, PROVINCIAL
from groupmgr.demo.lists import Row, coded, rows
from groupmgr.demo.world import BEGAN, World
from groupmgr.members.labels import AnnualCheck, EndReason, MembershipState, Rank
from groupmgr.members.models import FormerRank, Membership

_COUNCIL_OF_2023, _COUNCIL_OF_2024 = dt.date(2023, 11, 16), dt.date(2024, 11, 14)
# What a unit was before the council changed its rank.
_FORMER_RANKS = {
    "云岭轨道": (Rank.STANDING, _COUNCIL_OF_2023),
    "砚川职院": (Rank.COUNCIL, _COUNCIL_OF_2023),
    "云岭新能源汽车": (Rank.COUNCIL, _COUNCIL_OF_2023),
    "曜石智能": (Rank.STANDING, _COUNCIL_OF_2024),
    "云临焊装": (Rank.MEMBER, _COUNCIL_OF_2024),
    "澜山动力": (Rank.MEMBER, _COUNCIL_OF_2024),
    "云岭数智": (Rank.MEMBER, _COUNCIL_OF_2024),
}
_ENDED = {
    "青峪锻压": (dt.date(2023, 6, 30), EndReason.WRITTEN, MembershipState.LEFT),
    "澜山二职": (dt.date(2024, 8, 1), EndReason.DISSOLVED, MembershipState.LEFT),
    "临渡通用": (_COUNCIL_OF_2024, EndReason.SILENT, MembershipState.DEEMED_LEFT),
}
_NEARLY = ("曜海人力", "岚屏选煤", "平泽职中")


def make(world: World) -> None:
    """Add the memberships of every group."""
    for row in rows("units"):
        for key in row["groups"].split():
            world.memberships.append(_membership(world, row, key))
    world.memberships.sort(key=lambda m: (m.group_id, m.joined_on, m.unit_id))
    for number, membership in enumerate(world.memberships, start=1):
        membership.certificate_number = f"ZJ{membership.group_id:02d}{number:04d}"
    world.add(world.memberships)
    groups = {group.id: group for group in world.groups.values()}
    world.stays = {unit.id: [] for unit in world.units.values()}
    for one in world.memberships:
        joined = one.joined_on or BEGAN.date()
        world.stays[one.unit_id].append((groups[one.group_id], joined, one.ended_on))


def _membership(world: World, row: Row, key: str) -> Membership:
    group, unit = world.groups[key], world.units[row["short"]]
    joined = _joined(world, row, key)
    membership = Membership(
        group_id=group.id,
        unit_id=unit.id,
        rank=_rank(row, key),
        state=MembershipState.FULL,
        is_lead=unit.id == group.lead_unit_id,
        is_secretariat=unit.id == group.secretariat_unit_id,
        applied_on=joined - dt.timedelta(days=40),
        approved_on=joined - dt.timedelta(days=5),
        joined_on=joined,
        annual_check=AnnualCheck.NEARLY if row["short"] in _NEARLY else AnnualCheck.PASSED,
        former_ranks=_former(row["short"]) if key == PROVINCIAL else [],
    )
    if row["short"] in _ENDED:
        membership.ended_on, membership.end_reason, membership.state = _ENDED[row["short"]]
    return membership


def _former(short: str) -> list[FormerRank]:
    if short not in _FORMER_RANKS:
        return []
    rank, changed = _FORMER_RANKS[short]
    return [FormerRank(rank=rank, until=changed - dt.timedelta(days=1))]


def _joined(world: World, row: Row, key: str) -> dt.date:
    founded = world.groups[key].founded_on or dt.date(2018, 11, 20)
    if key == PROVINCIAL:
        return dt.date.fromisoformat(row["joined"])
    late = {CITY: ("澜山激光", "澜山食机"), COUNTY: ("北岸建机",), BRANCH: ("云临焊装",)}
    if row["short"] in late.get(key, ()):
        return dt.date(2024, 3, 12)
    if row["short"] == "澜山动力":
        return dt.date(2023, 6, 20)
    return founded


def _rank(row: Row, key: str) -> Rank:
    if key == PROVINCIAL:
        return coded(Rank, row["rank"])
    if row["short"] in ("澜山经开区管委会", "北岸职专", "恒砺数控"):
        return Rank.CHAIR
    if row["kind"] in ("college", "department", "vocational-university"):
        return Rank.VICE_CHAIR
    return Rank.COUNCIL
