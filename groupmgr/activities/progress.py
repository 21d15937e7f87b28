"""How far the form of an activity is filled in: what the panel beside it tells."""

from typing import NamedTuple

from groupmgr.activities.asked import WITH_PEOPLE, WITH_TRAINING
from groupmgr.activities.models import Activity
from groupmgr.activities.service.completeness import problems


class Step(NamedTuple):
    """One thing the form asks for: its section, whether it is done, and how it stands."""

    section: str
    done: bool
    words: str


# The sections of the form, and the fields at which something of them can be missing.
SECTIONS = {
    "basics": (("title", "category", "starts_on", "ends_on"), "名称、类别、起止日期"),
    "parties": (("parties",), "参与单位"),
    "people": (("people",), "派出人员"),
    "training": (("training", "audiences"), "培训情况"),
    "figures": (("figures",), "数据"),
    "summary": (("summary",), "内容与成效"),
    "evidence": (("evidence",), "佐证材料"),
    "groups": (("groups",), "计入哪些集团"),
}

# The sections that only some categories have.
_ASKED_BY = {"people": WITH_PEOPLE, "training": WITH_TRAINING}


def progress(activity: Activity) -> list[Step]:
    """Return what is done and what is missing, in the order of the form."""
    lacks = problems(activity)
    missing = {problem.field.partition("-")[0]: problem.words for problem in reversed(lacks)}
    said = {"parties": f"参与单位 {len(activity.parties)} 个"}
    said |= {"figures": f"数据 {len(activity.figures)} 项"}
    said |= {"evidence": f"佐证材料 {len(activity.evidence)} 份"}
    said |= {"people": f"派出人员 {len(activity.people)} 名"}
    steps = []
    for section, (fields, words) in SECTIONS.items():
        if activity.category not in _ASKED_BY.get(section, {activity.category}):
            continue
        wrong = next((missing[field] for field in fields if field in missing), None)
        steps.append(Step(section, wrong is None, wrong or said.get(section, words)))
    return steps
