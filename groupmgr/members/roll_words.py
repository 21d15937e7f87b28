"""What people write in lists of members: other heads of columns, other words for choices."""

from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.labels import Label
from groupmgr.members import credit_code
from groupmgr.members.labels import Rank, UnitKind
from groupmgr.members.service.people import clean_phone
from groupmgr.members.service.units import clean_name
from groupmgr.workbooks.habits import Habit

KINDS: dict[str, Label] = {
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
RANKS: dict[str, Label] = {
    "理事长": Rank.CHAIR,
    "副理事长": Rank.VICE_CHAIR,
    "常务理事": Rank.STANDING,
    "理事": Rank.COUNCIL,
    "成员": Rank.MEMBER,
    "会员": Rank.MEMBER,
    "会员单位": Rank.MEMBER,
}


def _code(typed: str) -> str:
    code = credit_code.normalised(typed)
    if code and (fault := credit_code.fault(code)):
        raise RuleBroken(fault)
    return code


def _phone(typed: str) -> str:
    return clean_phone(typed) or ""


HABITS = {
    "name": Habit(
        ("单位名称", "成员单位", "成员单位名称", "单位", "名称", "学校名称", "企业名称"),
        cleaned=clean_name,
    ),
    "uscc": Habit(
        ("社会信用代码", "信用代码", "统一信用代码", "单位代码"),
        cleaned=_code,
    ),
    "no_uscc_reason": Habit(("无代码原因", "无统一社会信用代码原因")),
    "kind": Habit(("单位类型", "类别", "类型", "成员类别"), KINDS),
    "ownership": Habit(("性质", "办学性质", "企业性质")),
    "rank": Habit(("级别", "会员级别", "成员单位级别", "理事会级别", "集团级别"), RANKS),
    "region": Habit(("地区", "行政区划", "所在地", "所属地区", "区域")),
    "address": Habit(("地址", "单位地址", "通讯地址", "通信地址")),
    "liaison_name": Habit(
        ("联络人", "联系人", "联络员姓名", "联络人姓名", "联系人姓名"),
        cleaned=lambda typed: "".join(typed.split()),
    ),
    "liaison_phone": Habit(
        (
            *("电话", "手机", "手机号", "手机号码", "联系方式"),
            *("联络员电话", "联络人电话", "联系人电话"),
        ),
        cleaned=_phone,
    ),
    "joined_on": Habit(("加入时间", "入会日期", "入会时间", "加入集团日期")),
}
