"""The columns of a list of activities from a spreadsheet, and what a row of it says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from groupmgr.activities import import_details
from groupmgr.activities.labels import Category, Measure
from groupmgr.kernel.errors import RuleBroken
from groupmgr.tables import cells
from groupmgr.tables.reader import Heading, Line
from groupmgr.tables.sheets import Cell

HEADINGS = (
    Heading("title", "活动名称", ("名称", "活动主题", "主题", "活动"), required=True),
    Heading("category", "活动类别", ("类别", "活动类型", "类型"), required=True),
    Heading(
        "starts_on",
        "开始日期",
        ("开始时间", "起始日期", "活动日期", "活动时间", "举办时间", "日期", "时间"),
    ),
    Heading("ends_on", "结束日期", ("结束时间", "截止日期", "完成日期")),
    Heading("host", "主办单位", ("填报单位", "举办单位", "组织单位", "单位"), required=True),
    Heading("parties", "参与单位", ("参加单位", "合作单位", "协办单位", "承办单位")),
    Heading("place", "地点", ("活动地点", "举办地点")),
    Heading("person-times", "人次", ("培训人次", "参加人次", "参与人次")),
    Heading("persons", "人数", ("培训人数", "参加人数", "参与人数")),
    Heading("hours", "学时", ("课时", "培训学时")),
    Heading("income", "到款额(万元)", ("到款额", "到账金额", "培训收入")),
    Heading("summary", "内容与成效", ("活动内容", "内容", "主要内容", "成效", "简介")),
    Heading("media", "媒体报道", ("宣传报道", "新闻报道")),
    *import_details.HEADINGS,
)
LABELS = {heading.key: heading.label for heading in HEADINGS}
MEASURES = ("person-times", "persons", "hours", "income")

CATEGORIES = {
    "讲座": Category.LECTURE,
    "专题研讨": Category.SEMINAR,
    "研讨": Category.SEMINAR,
    "座谈": Category.SEMINAR,
    "座谈会": Category.SEMINAR,
    "调研": Category.VISIT,
    "调研走访": Category.VISIT,
    "访企拓岗": Category.VISIT,
    "互访": Category.MUTUAL_VISIT,
    "培训": Category.TRAINING,
    "职工培训": Category.STAFF_TRAINING,
    "员工培训": Category.STAFF_TRAINING,
    "企业实践": Category.TEACHER_PRACTICE,
    "实习": Category.INTERNSHIP,
    "学生实习": Category.INTERNSHIP,
    "技术服务": Category.TECHNICAL_SERVICE,
    "技术攻关": Category.TECHNICAL_SERVICE,
    "供需对接": Category.JOB_FAIR,
    "双选会": Category.JOB_FAIR,
    "招聘会": Category.JOB_FAIR,
    "竞赛": Category.CONTEST,
    "大赛": Category.CONTEST,
    "论坛": Category.FORUM,
    "学术交流": Category.FORUM,
    "签约仪式": Category.SIGNING,
    "授牌": Category.PLAQUE,
    "揭牌": Category.PLAQUE,
    "宣传": Category.PUBLICITY,
    "对外交流": Category.FOREIGN,
    "调查": Category.SURVEY,
}


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says: the facts it gives, and everything that is wrong with it."""

    name: str
    facts: Mapping[str, Any]
    faults: list[str]

    def figures(self) -> dict[tuple[Measure, int | None], Decimal]:
        """Return the figures it states for the event, money in 元."""
        stated = {Measure.of_code(key): self.facts[key] for key in MEASURES if key in self.facts}
        return {(measure, None): value for measure, value in stated.items()}


def understood(line: Line) -> Row:
    """Read a row; empty cells give no fact."""
    facts: dict[str, Any] = {}
    faults: list[str] = []
    for key, cell in line.cells.items():
        try:
            value = _READERS[key](cell)
        except RuleBroken as broken:
            faults.append(f"{LABELS[key]}：{broken}")
        else:
            facts |= {key: value} if value or value == 0 else {}
    facts.setdefault("ends_on", facts.get("starts_on"))
    facts.setdefault("starts_on", facts["ends_on"])
    needed = ("title", "category", "ends_on", "host")
    missing = [LABELS[key] for key in needed if not facts.get(key)]
    if missing and not faults:
        faults.append(f"请填{'、'.join(missing)}")
    return Row(str(line.cells.get("title", "")).strip(), facts, faults)


def _count(*units: str) -> Callable[[Cell], Decimal | None]:
    return lambda cell: cells.number(cell, dict.fromkeys(("", *units), 1))


def _income(cell: Cell) -> Decimal | None:
    """Return an amount in 元; a bare number is 万元."""
    return cells.number(cell, {"": 10000, "万元": 10000, "万": 10000, "元": 1}, whole=False)


_READERS: Mapping[str, Callable[[Cell], Any]] = {
    "title": cells.text,
    "category": lambda cell: cells.label(cell, Category, CATEGORIES),
    "starts_on": cells.day,
    "ends_on": lambda cell: cells.day(cell, at_end=True),
    "host": cells.text,
    "parties": import_details.names,
    "place": cells.text,
    "person-times": _count("人次", "次"),
    "persons": _count("人", "名"),
    "hours": _count("学时", "课时", "小时"),
    "income": _income,
    "summary": cells.text,
    "media": cells.text,
    **import_details.READERS,
}
