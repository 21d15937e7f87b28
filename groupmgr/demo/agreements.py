"""Agreements: one under every project that runs, and some that stand for themselves."""

import datetime as dt
from decimal import Decimal

from groupmgr.demo import papers
from groupmgr.demo.credits import register_credits
from groupmgr.demo.lists import coded
from groupmgr.demo.world import BEGAN, World
from groupmgr.kernel.levels import Level
from groupmgr.kernel.text import pinyin
from groupmgr.members.models import Unit
from groupmgr.projects.agreements import (
    Agreement,
    AgreementCredit,
    AgreementParty,
    Amendment,
)
from groupmgr.projects.labels import (
    AgreementKind,
    AgreementState,
    ProjectKind,
    ProjectState,
    PromiseKind,
)
from groupmgr.projects.models import Project
from groupmgr.projects.promises import Keeping, Promise

_UNSIGNED = (ProjectState.INTENDED, ProjectState.APPLYING, ProjectState.EXAMINED)
_KINDS = {
    ProjectKind.ORDER_CLASS: (AgreementKind.ORDER, "订单培养协议"),
    ProjectKind.TAILORED: (AgreementKind.ORDER, "定向培养协议"),
    ProjectKind.INTERNSHIP: (AgreementKind.INTERNSHIP, "学生岗位实习三方协议"),
    ProjectKind.INDUSTRY_COLLEGE: (AgreementKind.CO_BUILDING, "共建产业学院协议"),
    ProjectKind.BASE: (AgreementKind.CO_BUILDING, "共建实训基地协议"),
    ProjectKind.TECHNICAL_SERVICE: (AgreementKind.TECHNICAL, "技术服务合同"),
    ProjectKind.RESEARCH: (AgreementKind.TECHNICAL, "技术开发合同"),
    ProjectKind.TRANSFER: (AgreementKind.TECHNICAL, "技术转让合同"),
}
_COOPERATION = (AgreementKind.COOPERATION, "校企合作协议")
# First unit, second unit, what it is about, kind, signed, for how many years, state.
_ALONE = (
    ("云岭机电", "云岭航零", "校企合作框架协议", "cooperation", "2022-04-18", 3, "signed"),
    ("云岭机电", "云岭液压", "校企合作框架协议", "cooperation", "2023-04-26", 3, "signed"),
    ("澜山职院", "恒砺数控", "校企合作框架协议", "cooperation", "2023-10-12", 3, "signed"),
    ("澜山职院", "澜山激光", "学生岗位实习三方协议", "internship", "2024-05-15", 2, "signed"),
    (
        "云岭工大",
        "海澄工软",
        "工业软件教学版授权与合作协议",
        "cooperation",
        "2023-06-08",
        3,
        "signed",
    ),
    ("云岭工大", "曜海精工", "学生岗位实习三方协议", "internship", "2024-03-20", 2, "signed"),
    ("云岭交装", "海澄信号", "校企合作框架协议", "cooperation", "2021-05-20", 3, "expired"),
    ("云岭交装", "曜海汽部", "校企合作框架协议", "cooperation", "2024-09-26", 3, "signed"),
    (
        "砚川职院",
        "砚川仪表",
        "共建仪器仪表检测实训室协议",
        "co-building",
        "2023-03-30",
        4,
        "signed",
    ),
    ("砚川职院", "云岭电梯", "电梯实训设备捐赠协议", "donation", "2024-10-18", 1, "signed"),
    ("栖原工程", "栖原锻压", "校企合作框架协议", "cooperation", "2022-06-15", 3, "renewed"),
    ("岚屏矿院", "青峪矿设", "校企合作框架协议", "cooperation", "2023-11-09", 3, "signed"),
    ("云岭先制", "云临机器人", "机器人教学设备捐赠协议", "donation", "2023-12-05", 1, "expired"),
    ("澜山技师", "澜山动力", "校企合作框架协议", "cooperation", "2023-09-21", 3, "signed"),
    ("省机械学校", "栖原锻压", "学生岗位实习三方协议", "internship", "2024-01-11", 2, "signed"),
    ("石塬信工", "云岭数智", "校企合作框架协议", "cooperation", "2024-06-21", 3, "signed"),
    ("安塬职中", "安塬风能", "校企合作框架协议", "cooperation", "2024-05-29", 3, "signed"),
    ("栖原装备学校", "长渠环件", "校企合作框架协议", "cooperation", "2024-09-10", 3, "signed"),
    ("云临二职", "云临机器人", "校企合作框架协议", "cooperation", "2023-05-23", 2, "terminated"),
    ("青峪现代工程", "青峪起重", "学生岗位实习三方协议", "internship", "2023-08-29", 2, "signed"),
    ("东峪职教中心", "东峪玛钢", "校企合作框架协议", "cooperation", "2023-10-31", 3, "signed"),
    ("临渡农技", "平泽农装", "校企合作框架协议", "cooperation", "2024-11-22", 3, "examined"),
    ("墨溪职校", "墨溪无人机", "共建无人机实训室协议", "co-building", "2024-12-03", 3, "drafted"),
    ("北岸职专", "北岸果品装备", "校企合作框架协议", "cooperation", "2023-06-27", 3, "signed"),
    ("第一装备技校", "云临焊装", "焊材与焊接设备捐赠协议", "donation", "2024-04-16", 2, "signed"),
)


def make(world: World) -> None:
    """Add the agreements, by the day of signing."""
    made = [_under(world, project) for project in world.projects if project.state not in _UNSIGNED]
    made += [_alone(world, *said) for said in _ALONE]
    made.sort(key=lambda agreement: (agreement.signed_on or dt.date.max, agreement.name))
    for number, agreement in enumerate(made, start=1):
        year = agreement.signed_on.year if agreement.signed_on else 2024
        agreement.number = f"XY-{year}-{number:03d}"
    world.add(made)
    world.agreements = made
    first = next(one for one in made if one.kind is AgreementKind.CO_BUILDING)
    world.add([_amendment(first), *_promises(first)])


def _amendment(agreement: Agreement) -> Amendment:
    """Tell what was agreed in the second year: a longer term and more posts."""
    signed = agreement.signed_on or BEGAN.date()
    later = signed.replace(year=signed.year + 1)
    ends = agreement.ends_on and agreement.ends_on.replace(year=agreement.ends_on.year + 2)
    return Amendment(
        agreement_id=agreement.id,
        name=f"{agreement.name}之补充协议"[:120],
        number=f"{agreement.number}-补1",
        signed_on=later,
        ends_on=ends,
        subject="合作期限延长两年，增加实习岗位",
    )


def _promises(agreement: Agreement) -> list[Promise]:
    """Tell what the partner promised: equipment that came, lessons half given, posts to come."""
    partner = agreement.parties[1].unit_id
    signed = agreement.signed_on or BEGAN.date()
    said = (
        (PromiseKind.EQUIPMENT, "数控实训设备", 6, "台套", 300, (6,)),
        (PromiseKind.LESSONS, "企业导师授课", 160, "课时", 400, (48, 32)),
        (PromiseKind.POSTS, "岗位实习", 40, "个", 1800, ()),
    )
    return [
        Promise(
            agreement_id=agreement.id,
            unit_id=partner,
            kind=kind,
            subject=subject,
            amount=Decimal(amount),
            measure=measure,
            due_on=signed + dt.timedelta(days=days),
            keepings=[
                Keeping(on=signed + dt.timedelta(days=90 * n), amount=Decimal(kept), note="已验收")
                for n, kept in enumerate(parts, start=1)
            ],
        )
        for kind, subject, amount, measure, days, parts in said
    ]


def _under(world: World, project: Project) -> Agreement:
    kind, words = _KINDS.get(project.kind, _COOPERATION)
    signed = project.starts_on - dt.timedelta(days=world.dice.randrange(2, 20))
    units = [_unit(world, party.unit_id) for party in project.parties]
    over = project.ends_on is not None and project.ends_on < dt.date(2024, 12, 31)
    state = AgreementState.EXPIRED if over else AgreementState.SIGNED
    if project.state is ProjectState.EXTENDED:
        state = AgreementState.RENEWED
    agreement = _agreement(world, units, words, kind, state)
    agreement.name = f"{project.name}{words}"[:120]
    agreement.project_id, agreement.level = project.id, project.level
    agreement.signed_on, agreement.ends_on = signed, project.ends_on
    _offer(world, agreement, units[0], signed)
    return agreement


def _alone(
    world: World, a: str, b: str, words: str, kind: str, signed: str, years: int, state: str
) -> Agreement:
    units = [world.units[a], world.units[b]]
    on = dt.date.fromisoformat(signed)
    agreement = _agreement(
        world, units, words, coded(AgreementKind, kind), coded(AgreementState, state)
    )
    agreement.name = f"{a}与{b}{words}"
    if agreement.state not in (AgreementState.DRAFTED, AgreementState.EXAMINED):
        agreement.signed_on = on
        agreement.ends_on = on.replace(year=on.year + years) - dt.timedelta(days=1)
        if agreement.state is AgreementState.TERMINATED:
            agreement.terminated_on = on.replace(year=on.year + 1)
        scan = papers.page(world, (words,), _text(units), "（双方盖章）", on)
        world.add([scan], world.moment(on))
        agreement.scan_id = scan.id
    _offer(world, agreement, units[0], on)
    return agreement


def _offer(world: World, agreement: Agreement, owner: Unit, on: dt.date) -> None:
    known = max(on, BEGAN.date())
    agreement.pinyin = pinyin(agreement.name)
    agreement.credits = register_credits(world, AgreementCredit, owner, known)
    agreement.created_at = world.moment(known)


def _agreement(
    world: World, units: list[Unit], words: str, kind: AgreementKind, state: AgreementState
) -> Agreement:
    return Agreement(
        name=words,
        kind=kind,
        level=Level.SCHOOL,
        state=state,
        owner_unit_id=units[0].id,
        parties=[AgreementParty(unit_id=unit.id) for unit in units],
    )


def _text(units: list[Unit]) -> list[str]:
    a, b = units[0].name, units[1].name
    return [
        f"甲方：{a}",
        f"乙方：{b}",
        "双方本着优势互补、资源共享、互惠共赢、共同发展的原则，经协商一致，就人才培养、实习实训、"
        "师资互派、技术服务等事项达成协议。",
        "一、乙方为甲方学生提供实习岗位，并选派技术人员担任兼职教师。",
        "二、甲方按照乙方需求组织职工培训，选派教师参与技术攻关。",
        "三、双方各明确一名联络人，每学期至少会商一次。",
        "四、本协议自双方签字盖章之日起生效。",
    ]


def _unit(world: World, unit_id: int) -> Unit:
    return next(unit for unit in world.units.values() if unit.id == unit_id)
