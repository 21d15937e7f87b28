"""The columns of a member list from a spreadsheet, and what a row of it says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from groupmgr.kernel.errors import RuleBroken
from groupmgr.members import credit_code
from groupmgr.members.labels import Ownership, Rank, UnitKind
from groupmgr.members.service.people import clean_phone
from groupmgr.members.service.units import clean_name
from groupmgr.tables import cells
from groupmgr.tables.reader import Heading, Line
from groupmgr.tables.sheets import Cell

HEADINGS = (
    Heading(
        "name",
        "单位全称",
        ("单位名称", "成员单位", "成员单位名称", "单位", "名称", "学校名称", "企业名称"),
        required=True,
    ),
    Heading("uscc", "统一社会信用代码", ("社会信用代码", "信用代码", "统一信用代码", "单位代码")),
    Heading("no_uscc_reason", "没有代码的原因", ("无代码原因", "无统一社会信用代码原因")),
    Heading("kind", "单位类别", ("单位类型", "类别", "类型", "成员类别")),
    Heading("ownership", "单位性质", ("性质", "办学性质", "企业性质")),
    Heading("rank", "成员级别", ("级别", "会员级别", "成员单位级别", "理事会级别", "集团级别")),
    Heading("region", "所在地区", ("地区", "行政区划", "所在地", "所属地区", "区域")),
    Heading("address", "详细地址", ("地址", "单位地址", "通讯地址", "通信地址")),
    Heading(
        "liaison_name", "联络员", ("联络人", "联系人", "联络员姓名", "联络人姓名", "联系人姓名")
    ),
    Heading(
        "liaison_phone",
        "联系电话",
        (
            "电话",
            "手机",
            "手机号",
            "手机号码",
            "联系方式",
            "联络员电话",
            "联络人电话",
            "联系人电话",
        ),
    ),
    Heading("joined_on", "加入日期", ("加入时间", "入会日期", "入会时间", "加入集团日期")),
)
LABELS = {heading.key: heading.label for heading in HEADINGS}

KINDS = {
    "中职": UnitKind.SECONDARY,
    "中职学校": UnitKind.SECONDARY,
    "中专": UnitKind.SECONDARY,
    "职业高中": UnitKind.SECONDARY,
    "技工学校": UnitKind.TECHNICIAN,
    "技师学院": UnitKind.TECHNICIAN,
    "高职": UnitKind.COLLEGE,
    "高职院校": UnitKind.COLLEGE,
    "高职高专": UnitKind.COLLEGE,
    "高等职业学校": UnitKind.COLLEGE,
    "职业本科": UnitKind.VOCATIONAL_UNIVERSITY,
    "本科": UnitKind.UNIVERSITY,
    "本科院校": UnitKind.UNIVERSITY,
    "普通本科": UnitKind.UNIVERSITY,
    "公司": UnitKind.ENTERPRISE,
    "企业单位": UnitKind.ENTERPRISE,
    "行业协会": UnitKind.ASSOCIATION,
    "协会": UnitKind.ASSOCIATION,
    "行业组织": UnitKind.ASSOCIATION,
    "科研院所": UnitKind.INSTITUTE,
    "研究机构": UnitKind.INSTITUTE,
    "政府": UnitKind.DEPARTMENT,
    "机关": UnitKind.DEPARTMENT,
    "产业园区": UnitKind.PARK,
    "园区": UnitKind.PARK,
}
RANKS = {
    "理事长": Rank.CHAIR,
    "副理事长": Rank.VICE_CHAIR,
    "常务理事": Rank.STANDING,
    "理事": Rank.COUNCIL,
    "成员": Rank.MEMBER,
    "会员": Rank.MEMBER,
    "会员单位": Rank.MEMBER,
}


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says: the facts it gives, and everything that is wrong with it."""

    name: str
    facts: Mapping[str, Any]
    faults: list[str]


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
            facts |= {key: value} if value else {}
    if not facts.get("name") and not faults:
        faults.append("请填单位全称")
    return Row(str(line.cells.get("name", "")).strip(), facts, faults)


def _code(cell: Cell) -> str:
    code = credit_code.normalised(cells.text(cell))
    if fault := credit_code.fault(code):
        raise RuleBroken(fault)
    return code


_READERS: Mapping[str, Callable[[Cell], Any]] = {
    "name": lambda cell: clean_name(cells.text(cell)),
    "uscc": _code,
    "no_uscc_reason": cells.text,
    "kind": lambda cell: cells.label(cell, UnitKind, KINDS),
    "ownership": lambda cell: cells.label(cell, Ownership, {}),
    "rank": lambda cell: cells.label(cell, Rank, RANKS),
    "region": cells.text,
    "address": cells.text,
    "liaison_name": lambda cell: "".join(cells.text(cell).split()),
    "liaison_phone": lambda cell: clean_phone(cells.text(cell)),
    "joined_on": cells.day,
}
