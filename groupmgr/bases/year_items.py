"""The items of a base's school year in the words and order of the national forms (2.5a)."""

from collections.abc import Mapping
from dataclasses import dataclass

MONEY, NUMBER, ANSWER, WORDS = "money", "number", "answer", "words"


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what the form calls it, and in what it is counted."""

    label: str
    unit: str = ""
    kind: str = NUMBER
    heading: str = ""

    @property
    def head(self) -> str:
        """Return the heading of the item as the national form prints it."""
        return self.heading or (f"{self.label}({self.unit})" if self.unit else self.label)


def _money(label: str) -> Item:
    return Item(label, "万元", MONEY)


def _bare(label: str, unit: str) -> Item:
    """Return an item whose heading does not tell its unit."""
    return Item(label, unit, heading=label)


ITEMS: Mapping[str, Item] = {
    "days_used": Item("学年内基地使用时间", "天"),
    "equipment_value": _money("设备总值"),
    "new_equipment_value": _money("当年新增设备值"),
    "self_made_value": _money("自主研制设备值"),
    "donated_value": _money("社会捐赠设备值"),
    "quasi_donated_value": _money("社会准捐赠设备值"),
    "equipment": Item("设备总数", "台套"),
    "large_equipment": Item("大型设备数", "台套"),
    "exercises": Item("实训项目总数", "个"),
    "main_exercises": Item("主要项目名称(全称)", kind=WORDS),
    "person_hours_inside": Item("学年使用频率—校内", "人时", heading="学年使用频率(人时)-校内"),
    "person_hours_outside": Item("学年使用频率—社会", "人时", heading="学年使用频率(人时)-社会"),
    "workstations": Item("工位数", "个"),
    "material_cost": _money("原材料(耗材)费用"),
    "upkeep_cost": _money("设备维护费用"),
    "full_time_managers": Item("专职管理人员", "名"),
    "part_time_managers": Item("兼职管理人员", "名"),
    "host_staff": _bare("在岗职工总数", "人"),
    "students_received": Item("接待学生量", "人次"),
    "interns_half_year": _bare("接收半年顶岗实习学生数", "人"),
    "has_lodging": Item("是否有住宿条件", kind=ANSWER),
    "pays_interns": Item("基地是否发放学生实习补贴", kind=ANSWER),
    "fee_per_student": Item("学校向基地支付专项实习经费", "元/生"),
    "supervisors_sent": Item("学校派指导教师/学生管理人员", "人次"),
    "graduates_hired": _bare("接收应届毕业生就业数", "人"),
    "person_hours_members": _bare("集团内其他成员使用人时", "人时"),
    "training_person_times": _bare("社会培训人次", "人次"),
    "training_person_days": _bare("社会培训人日", "人日"),
    "service_income": _money("对外技术服务收入"),
    "safety_checks": _bare("年度安全检查次数", "次"),
    "hazards_mended": Item("隐患整改", "项"),
}
# The items of the form of bases on campus, and of the form of those outside, each in its order.
INSIDE = tuple(ITEMS)[: tuple(ITEMS).index("host_staff")]
OUTSIDE = (
    *("host_staff", "exercises", "main_exercises", "students_received", "days_used"),
    *("interns_half_year", "has_lodging", "pays_interns", "fee_per_student"),
    *("supervisors_sent", "graduates_hired"),
)
# What the group asks beside the national forms.
GROUP = (
    *("person_hours_members", "training_person_times", "training_person_days"),
    *("service_income", "safety_checks", "hazards_mended"),
)
# What is as it was a year before until somebody says otherwise.
LASTING = (
    *("workstations", "equipment", "large_equipment", "equipment_value", "exercises"),
    *("main_exercises", "full_time_managers", "part_time_managers", "host_staff"),
    *("has_lodging", "pays_interns", "fee_per_student"),
)
