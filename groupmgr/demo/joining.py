"""Units that want to join the provincial group, and what its members were handed."""

import datetime as dt
import random
from collections import Counter

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from groupmgr.admission.models import Application
from groupmgr.certificates.models import Certificate, CertificateKind
from groupmgr.certificates.service import SERIES
from groupmgr.demo.codes import credit_code
from groupmgr.demo.groups import PROVINCIAL
from groupmgr.demo.world import World
from groupmgr.kernel.site import hashed
from groupmgr.meetings.labels import MeetingKind
from groupmgr.meetings.models import Meeting, Resolution
from groupmgr.members.labels import MembershipState, Ownership, Rank, UnitKind
from groupmgr.members.models import Membership, Unit

_S, _K, _O = MembershipState, UnitKind, Ownership
_SCHOOL, _FIRM = (_K.SECONDARY, _O.PUBLIC), (_K.ENTERPRISE, _O.PRIVATE_FIRM)
_SAID = (
    ("澜山精密齿轮有限公司", _FIRM, _S.SUBMITTED, (2024, 12, 24), "贺嘉宁", "人力资源部经理"),
    ("沛江县职业教育中心", _SCHOOL, _S.RETURNED, (2024, 12, 16), "陶思远", "校企合作处主任"),
    ("云岭氢能装备有限公司", _FIRM, _S.DELIBERATED, (2024, 12, 2), "柏雨桐", "总经理助理"),
    ("栖原智造科技有限公司", _FIRM, _S.FORMALITIES, (2024, 9, 20), "詹沐阳", "培训中心主任"),
)
_TO_MEND = "入会申请书没有盖单位公章，请盖章后重新上传"
_SEATED = (Rank.CHAIR, Rank.VICE_CHAIR, Rank.STANDING)
_SECOND = dt.date(2022, 11, 18)


def make(world: World) -> None:
    """Add applications in every state that waits, certificates of all, plaques of the council."""
    group = world.groups[PROVINCIAL]
    dice = random.Random(18)  # noqa: S311
    for number, (name, (kind, ownership), state, day, contact, post) in enumerate(_SAID, start=1):
        one = Application(
            group_id=group.id,
            name=name,
            uscc=credit_code(dice, kind, ownership, "990100"),
            kind=kind,
            ownership=ownership,
            region="云岭省",
            contact=contact,
            position=post,
            phone=f"0901-22009{number:02d}",
            statement="愿意参加集团的实训基地共建和师资互聘。",
            state=state,
            returned=_TO_MEND if state is _S.RETURNED else "",
            applied_on=dt.date(*day),
            salt=f"demo {number}",
            token_hash=hashed(f"demo application {number}"),
        )
        world.applications.append(one)
    _approve(world, world.applications[-1])
    world.add(world.applications)
    world.add(_certificates(world))


def _approve(world: World, one: Application) -> None:
    """Let the first resolution after the application have taken the unit in."""
    query = (
        sa.select(Resolution, Meeting)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .where(
            Meeting.of_group(one.group_id),
            Meeting.kind.in_((MeetingKind.COUNCIL, MeetingKind.STANDING_COUNCIL)),
            Meeting.starts_at > one.applied_on,
        )
        .order_by(Meeting.starts_at, Resolution.id)
    )
    resolution, meeting = world.session.execute(query).first() or (None, None)
    if resolution is not None and meeting is not None:
        one.resolution_id, one.approved_on = resolution.id, meeting.day


def _certificates(world: World) -> list[Certificate]:
    group = world.groups[PROVINCIAL]
    held = [one for one in world.memberships if one.group_id == group.id]
    units = sa.select(Unit).options(selectinload(Unit.former_names))
    named = {unit.id: unit for unit in world.session.scalars(units)}
    given: Counter[tuple[CertificateKind, int]] = Counter()
    made = []
    for kind, members in (
        (CertificateKind.CERTIFICATE, held),
        (CertificateKind.PLAQUE, [one for one in held if one.rank in _SEATED]),
    ):
        for one in members:
            joined = one.joined_on or _SECOND
            day = joined if kind is CertificateKind.CERTIFICATE else max(joined, _SECOND)
            given[kind, day.year] += 1
            place = given[kind, day.year]
            number = f"{group.short_name}{SERIES[kind]}〔{day.year}〕{place:03d}号"
            made.append(_certificate(one, named[one.unit_id], kind, day, place, number))
            if kind is CertificateKind.CERTIFICATE:
                one.certificate_number = number
    return made


def _certificate(
    one: Membership, unit: Unit, kind: CertificateKind, day: dt.date, place: int, number: str
) -> Certificate:
    return Certificate(
        group_id=one.group_id,
        kind=kind,
        year=day.year,
        place=place,
        number=number,
        unit_id=one.unit_id,
        name=unit.name_on(day),
        rank=one.rank_on(day),
        joined_on=one.joined_on,
        issued_on=day,
    )
