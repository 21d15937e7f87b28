"""Whether the figures of a school's year fit each other (6-validation.md 6.7)."""

from collections.abc import Mapping
from typing import Any

from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.statistics import SchoolYear

# What people call the figures, word for word as in the national forms.
LABELS = {
    "students": "在校生数",
    "new_students": "当年招生数",
    "graduates": "毕业生数",
    "programmes": "专业数",
    "programme_clusters": "专业群数",
    "staff": "教职工总人数",
    "teachers": "专任教师数",
    "general_teachers": "其中公共基础课专任教师数",
    "programme_teachers": "其中专业课专任教师数",
    "part_time_teachers": "行业企业兼职教师数",
    "dual_qualified_teachers": "双师型教师数",
    "practical_hours": "实践性教学课时",
    "total_hours": "总课时",
    "has_certificate_pilot": "是否开展1+X证书制度试点",
}
# The first may not be larger than the second.
WITHIN = (("dual_qualified_teachers", "programme_teachers"), ("practical_hours", "total_hours"))
SELDOM_ABOVE = (("teachers", "staff"), ("new_students", "students"), ("graduates", "students"))
COUNTS = tuple(key for key in LABELS if key != "has_certificate_pilot")
OUTLIER = 3


def refuse_faults(facts: Mapping[str, Any]) -> None:
    """Raise `RuleBroken` at the first figure that cannot be right."""
    for less, more in WITHIN:
        if _above(facts, less, more):
            raise RuleBroken(f"{LABELS[less]}不能大于{_plain(more)}", less)
    parts = facts.get("general_teachers"), facts.get("programme_teachers")
    total = facts.get("teachers")
    if None not in (*parts, total) and sum(p or 0 for p in parts) != total:
        raise RuleBroken("公共基础课与专业课专任教师数之和应等于专任教师数", "teachers")


def doubts(record: SchoolYear, last: SchoolYear | None) -> list[str]:
    """Return what is unusual, in itself and beside the year before."""
    facts = {key: getattr(record, key) for key in COUNTS}
    found = [
        f"{_plain(less)}大于{_plain(more)}"
        for less, more in SELDOM_ABOVE
        if _above(facts, less, more)
    ]
    for key in COUNTS if last else ():
        was, value = getattr(last, key), facts[key]
        if was and value and not was / OUTLIER <= value <= was * OUTLIER:
            found.append(f"{_plain(key)}与上一学年（{was:,}）相差 {OUTLIER} 倍以上")
    return found


def _above(facts: Mapping[str, Any], less: str, more: str) -> bool:
    low, high = facts.get(less), facts.get(more)
    return low is not None and high is not None and low > high


def _plain(key: str) -> str:
    return LABELS[key].removeprefix("其中")
