"""Whether the figures of a base's school year fit each other (6-validation.md 6.7)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from groupmgr.bases.statistics import BaseYear
from groupmgr.bases.year_items import ANSWER, ITEMS, WORDS
from groupmgr.kernel.errors import RuleBroken

# The first may not be larger than the second.
WITHIN = (
    ("new_equipment_value", "equipment_value"),
    ("large_equipment", "equipment"),
)
SELDOM_ABOVE = (
    ("interns_half_year", "students_received"),
    ("graduates_hired", "host_staff"),
)
GIVEN = ("self_made_value", "donated_value", "quasi_donated_value")
USED = ("person_hours_inside", "person_hours_outside")
DAYS_OF_A_YEAR = 366
# 学时 that a workstation has in a year, and that it is hardly used for.
HOURS_AT_MOST, HOURS_SELDOM = 8760, 2400
OUTLIER = 3


def refuse_faults(facts: Mapping[str, Any]) -> None:
    """Raise `RuleBroken` at the first figure that cannot be right."""
    for less, more in WITHIN:
        if _above(facts.get(less), facts.get(more)):
            raise RuleBroken(f"{ITEMS[less].label}不能大于{ITEMS[more].label}", less)
    if _above(_sum(facts, GIVEN), facts.get("equipment_value")):
        words = "自主研制、社会捐赠、社会准捐赠设备值之和不能大于设备总值"
        raise RuleBroken(words, "equipment_value")
    if _above(_sum(facts, USED), _hours(facts, HOURS_AT_MOST)):
        words = (
            f"校内与社会使用人时之和超过全部工位全年不停的人时（工位数×{HOURS_AT_MOST}），请核对"
        )
        raise RuleBroken(words, "person_hours_inside")
    if _above(facts.get("days_used"), DAYS_OF_A_YEAR):
        raise RuleBroken(f"一学年不超过 {DAYS_OF_A_YEAR} 天", "days_used")


def doubts(record: BaseYear, last: BaseYear | None) -> Iterator[str]:
    """Return what is unusual, in itself and beside the school year before."""
    facts = {key: getattr(record, key) for key in ITEMS}
    if _above(_sum(facts, USED), _hours(facts, HOURS_SELDOM)):
        yield f"校内与社会使用人时之和超过工位数×{HOURS_SELDOM}，请核对工位数和人时"
    for less, more in SELDOM_ABOVE:
        if _above(facts[less], facts[more]):
            yield f"{ITEMS[less].label}大于{ITEMS[more].label}"
    for key, value in facts.items():
        if _leaps(key, getattr(last, key, None), value):
            yield f"{ITEMS[key].label}与上一学年相差 {OUTLIER} 倍以上"


def _leaps(key: str, was: Any, value: Any) -> bool:
    if ITEMS[key].kind in (ANSWER, WORDS) or not was or not value:
        return False
    return bool(was > value * OUTLIER or value > was * OUTLIER)


def _above(low: Any, high: Any) -> bool:
    return low is not None and high is not None and low > high


def _sum(facts: Mapping[str, Any], keys: tuple[str, ...]) -> Decimal | None:
    known = [Decimal(facts[key]) for key in keys if facts.get(key) is not None]
    return sum(known, Decimal(0)) if known else None


def _hours(facts: Mapping[str, Any], each: int) -> int | None:
    stations = facts.get("workstations")
    return None if stations is None else stations * each
