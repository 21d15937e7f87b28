"""The columns of a list of activities that only some categories fill: people and trainings."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from groupmgr.activities.asked import WITH_PEOPLE
from groupmgr.activities.detail_labels import Engagement, Fit, Pay, TeacherKind, TrainingMode
from groupmgr.activities.labels import Audience, Category
from groupmgr.kernel.errors import RuleBroken
from groupmgr.tables import cells
from groupmgr.tables.reader import Heading
from groupmgr.tables.sheets import Cell

HEADINGS = (
    Heading("audiences", "对象", ("培训对象", "参加对象")),
    Heading("programme", "培训项目", ("培训项目名称",)),
    Heading("mode", "培训方式", ("授课方式",)),
    Heading("commissioner", "委托单位", ("委托方",)),
    Heading("fit", "与开设专业是否匹配", ("与开设专业", "是否与开设专业相匹配", "专业匹配")),
    Heading("people", "派出人员", ("人员姓名", "姓名", "教师姓名", "实践教师")),
    Heading("teacher_kind", "教师类别", ("教师类型",)),
    Heading("from_unit", "派出单位", ()),
    Heading("to_unit", "接收单位", ("实践企业", "接收企业")),
    Heading("engagement", "形式", ("互聘形式", "实践形式")),
    Heading("post", "岗位", ("实践岗位", "任职岗位")),
    Heading("pay", "是否取酬", ("取酬",)),
    Heading("consented", "派出单位同意", ("派出单位是否同意", "单位同意")),
)
TRAINING = ("programme", "mode", "commissioner", "fit")
PERSON = ("teacher_kind", "engagement", "post", "pay", "consented")
_YES, _NO = ("是", "已同意", "同意", "√", "有"), ("否", "未同意", "×", "无")


def training_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says of a training."""
    return {name: facts[name] for name in TRAINING if name in facts}


def people_of(facts: Mapping[str, Any], units: tuple[int | None, int | None]) -> list[Any]:
    """Return the people that a row names: all in one cell were sent alike, for as long as it took.

    `units` are the unit that sent them and the one that took them in.
    """
    if facts["category"] not in WITH_PEOPLE and "people" not in facts:
        return []
    alike = {name: facts[name] for name in PERSON if name in facts}
    if facts["category"] is not Category.SECONDMENT:
        alike.pop("consented", None)
    ends = dict(zip(("from_unit_id", "to_unit_id"), units, strict=True))
    days = {"since": facts["starts_on"], "until": facts["ends_on"]}
    return [{"name": name, **alike, **ends, **days} for name in facts.get("people", ())]


def names(cell: Cell) -> list[str]:
    """Return the names that stand in one cell."""
    return [name for part in re.split(r"[、;；\n\r]", cells.text(cell)) if (name := part.strip())]


def _labels(cell: Cell) -> list[Audience]:
    return [found for one in names(cell) if (found := cells.label(one, Audience, {}))]


def _whether(cell: Cell) -> bool | None:
    words = cells.text(cell)
    if words and words not in (*_YES, *_NO):
        raise RuleBroken(f"“{words[:20]}”请填“是”或“否”")
    return words in _YES if words else None


READERS: Mapping[str, Callable[[Cell], Any]] = {
    "audiences": _labels,
    "programme": cells.text,
    "mode": lambda cell: cells.label(cell, TrainingMode, {"面授": TrainingMode.ONSITE}),
    "commissioner": cells.text,
    "fit": lambda cell: cells.label(cell, Fit, {"是": Fit.MATCHED, "否": Fit.UNMATCHED}),
    "people": names,
    "teacher_kind": lambda cell: cells.label(cell, TeacherKind, {}),
    "from_unit": cells.text,
    "to_unit": cells.text,
    "engagement": lambda cell: cells.label(cell, Engagement, {}),
    "post": cells.text,
    "pay": lambda cell: cells.label(cell, Pay, {"是": Pay.PAID, "否": Pay.UNPAID}),
    "consented": _whether,
}
