"""The charter rules, honours and plans of the groups: examples of what real ones lay down."""

import datetime as dt

from groupmgr.demo.groups import BRANCH, CITY, COUNTY, PROVINCIAL
from groupmgr.demo.words.plans import PLANS
from groupmgr.demo.world import World
from groupmgr.groups.holiday import Holiday
from groupmgr.groups.labels import PeriodUnit, RuleKind
from groupmgr.groups.models import Closing, Exemption, Honour, Plan, Rule
from groupmgr.groups.reasons import starting
from groupmgr.kernel.levels import Level, Standing

_SOURCES = {
    PROVINCIAL: "云岭集团章程（演示）",
    BRANCH: "数控与机器人分会工作规则（演示）",
    CITY: "澜山市域产教联合体章程（演示）",
    COUNTY: "北岸县域职业教育集团章程（演示）",
}
_FOUNDED, _SECOND_TERM = dt.date(2018, 11, 20), dt.date(2022, 11, 18)
SECRETARY = "周敏"
_HALF, _QUARTER, _YEAR = PeriodUnit.HALF, PeriodUnit.QUARTER, PeriodUnit.YEAR


def make(world: World) -> None:
    """Add rules, reasons, honours and plans."""
    world.add([*_provincial_rules(world), *_other_rules(world)])
    for group in world.groups.values():
        world.add(starting(group.id))
    world.add(_honours(world))
    world.add(_days_off(world))
    world.closings = [_closing(world)]
    world.add(world.closings)
    world.add(
        Plan(group_id=world.groups[key].id, year=year, section=section, position=n, **words)
        for (key, year, section), plans in PLANS.items()
        for n, words in enumerate(plans, start=1)
    )


def _provincial_rules(world: World) -> list[Rule]:
    two_thirds: dict[str, object] = {"numerator": 2, "denominator": 3}
    changed: dict[str, object] = {"valid_until": _SECOND_TERM - dt.timedelta(days=1)}
    said: list[tuple[int, RuleKind, str, dict[str, object]]] = [
        (8, RuleKind.SILENCE, "membership", {"amount": 36}),
        (9, RuleKind.TERM, "council", {"amount": 4}),
        (9, RuleKind.EXTENSION, "council", {"amount": 12}),
        (9, RuleKind.TERMS, "chair", {"amount": 2}),
        (9, RuleKind.APART, "chair/secretary-general", {}),
        (9, RuleKind.SEATS, "standing/councillor", {"numerator": 1, "denominator": 3}),
        (11, RuleKind.QUORUM, "assembly", two_thirds),
        (11, RuleKind.MAJORITY, "assembly", {"numerator": 1, "denominator": 2}),
        (11, RuleKind.NOTICE, "assembly", {"amount": 10}),
        (12, RuleKind.QUORUM, "council", two_thirds),
        (12, RuleKind.MAJORITY, "council", two_thirds),
        (12, RuleKind.NOTICE, "council", {"amount": 5, **changed}),
        (12, RuleKind.NOTICE, "council", {"amount": 7, "valid_from": _SECOND_TERM}),
        (12, RuleKind.CADENCE, "council", {"amount": 1, "per": _YEAR}),
        (13, RuleKind.QUORUM, "standing-council", two_thirds),
        (13, RuleKind.MAJORITY, "standing-council", two_thirds),
        (13, RuleKind.NOTICE, "standing-council", {"amount": 5}),
        (13, RuleKind.CADENCE, "standing-council", {"amount": 1, "per": _HALF}),
        (16, RuleKind.CADENCE, "exchange", {"amount": 1, "per": _QUARTER}),
        (16, RuleKind.NOTICE, "exchange", {"amount": 5}),
        (16, RuleKind.CADENCE, "push-forward", {"amount": 1, "per": _HALF}),
        (17, RuleKind.CADENCE, "joint-conference", {"amount": 1, "per": _HALF}),
        (22, RuleKind.QUOTA, "T01", {"amount": 10, "per": _YEAR, "each_school": True}),
        (23, RuleKind.QUOTA, "S02", {"amount": 2, "per": _YEAR, "each_school": True}),
        (24, RuleKind.QUOTA, "B02", {"amount": 2, "per": _YEAR, "each_school": True}),
        (25, RuleKind.PRACTICE, "year", {"amount": 30}),
        (25, RuleKind.PRACTICE, "five-years", {"amount": 180}),
        (28, RuleKind.REPORTING, "activity", {"amount": 30, **changed}),
        (28, RuleKind.REPORTING, "activity", {"amount": 15, "valid_from": _SECOND_TERM}),
        (29, RuleKind.DECIDING, "activity", {"amount": 15, "valid_from": _SECOND_TERM}),
    ]
    return [_rule(world, PROVINCIAL, *clause) for clause in said]


def _other_rules(world: World) -> list[Rule]:
    rules = [
        _rule(world, key, 8, RuleKind.REPORTING, "activity", {"amount": 15})
        for key in (BRANCH, CITY, COUNTY)
    ]
    rules += [
        _rule(world, key, 5, RuleKind.CADENCE, kind, {"amount": 1, "per": per})
        for key, kind, per in (
            (CITY, "joint-conference", _HALF),
            (CITY, "exchange", _QUARTER),
            (COUNTY, "push-forward", _HALF),
        )
    ]
    rules += [
        _rule(world, key, 6, RuleKind.QUORUM, "council", {"numerator": 2, "denominator": 3})
        for key in (CITY, COUNTY)
    ]
    return rules


def _rule(
    world: World, key: str, article: int, kind: RuleKind, subject: str, more: dict[str, object]
) -> Rule:
    group = world.groups[key]
    start = {"valid_from": group.founded_on or _FOUNDED}
    source = f"{_SOURCES[key]}第{article}条"
    return Rule(group_id=group.id, kind=kind, subject=subject, source=source, **(start | more))


def _closing(world: World) -> Closing:
    """Close 2023, with one school that had still to mend a figure."""
    closing = Closing(
        group_id=world.groups[PROVINCIAL].id,
        year=2023,
        closed_at=dt.datetime.combine(dt.date(2024, 3, 29), dt.time(16, 0)),
        closed_by=SECRETARY,
        reason="2023年度报告已定稿",
    )
    closing.exemptions = [
        Exemption(
            unit_id=world.units["省机械学校"].id,
            until=dt.date(2024, 4, 12),
            reason="培训人次与签到表不符，核对后更正",
            granted_by=SECRETARY,
            created_at=dt.datetime.combine(dt.date(2024, 4, 8), dt.time(10, 30)),
        )
    ]
    return closing


def _days_off(world: World) -> list[Holiday]:
    days = {"first_on": dt.date(2024, 7, 29), "last_on": dt.date(2024, 7, 30)}
    source = "云岭省人民政府办公厅关于火把节放假的通知（演示）"
    return [Holiday(group_id=world.groups[PROVINCIAL].id, name="火把节", source=source, **days)]


def _honours(world: World) -> list[Honour]:
    national, provincial, city = Level.NATIONAL, Level.PROVINCIAL, Level.CITY
    won, proposed = Standing.SELECTED, Standing.RECOMMENDED
    said = (
        (
            PROVINCIAL,
            "省级示范性职业教育集团",
            provincial,
            won,
            (2020, 6, 12),
            "云教职〔2020〕19号",
        ),
        (PROVINCIAL, "示范性职业教育集团（联盟）培育单位", national, won, (2021, 7, 9), None),
        (PROVINCIAL, "全省产教融合先进集体", provincial, won, (2023, 12, 20), "云教职〔2023〕41号"),
        (PROVINCIAL, "国家职业教育产教融合典型案例", national, proposed, (2024, 9, 6), None),
        (CITY, "省级市域产教联合体", provincial, won, (2023, 4, 11), "云教职〔2023〕12号"),
        (CITY, "国家级市域产教联合体", national, proposed, (2024, 3, 15), None),
        (COUNTY, "市级示范性县域职业教育集团", city, won, (2024, 5, 30), "澜教发〔2024〕17号"),
    )
    return [
        Honour(
            group_id=world.groups[key].id,
            title=title,
            level=level,
            standing=standing,
            on=dt.date(*day),
            document_number=number,
        )
        for key, title, level, standing, day, number in said
    ]
