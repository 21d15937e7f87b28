"""The forms of training bases."""

from wtforms import FormField
from wtforms.validators import Length

from groupmgr.bases.labels import BaseKind, BaseState, BuildMode, Input, OpenTo
from groupmgr.kernel.levels import Level
from groupmgr.members.register_forms import StandingRow
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LabelsField,
    LongTextField,
    MoneyField,
    NumberField,
    Required,
    RowsField,
    TextField,
    UnitField,
    or_none,
)
from groupmgr.web.forms import Form, RowForm


class PartyRow(RowForm):
    """A co-building unit and what it put in."""

    unit_id = UnitField("共建单位", [Required()])
    input = LabelField("投入形式", codes=Input)
    amount = MoneyField("投入金额")


class BaseForm(Form):
    """What is known of a base."""

    name = TextField("基地名称", [Required(), Length(max=120)])
    kinds = LabelsField(
        "基地类别",
        [Required()],
        codes=BaseKind,
        of=lambda row: row.kind,
        description="可以选多个",
    )
    owner_unit_id = UnitField("依托单位", [Required()])
    build_mode = LabelField("共建模式", [Required()], codes=BuildMode)
    level = LabelField("级别", [Required()], codes=Level)
    state = LabelField("状态", [Required()], codes=BaseState)
    parties = RowsField(FormField(PartyRow), "共建单位")
    built_on = DateField("建立日期")
    delisted_on = DateField("摘牌日期", description="只有已摘牌的基地填")
    floor_area = NumberField("建筑面积", unit="平方米", whole=False)
    site_area = NumberField("占地面积", unit="平方米", whole=False)
    programmes = NumberField("面向专业总数", unit="个")
    main_programmes = LongTextField("主要专业")
    open_to = LabelField("开放范围", [Required()], codes=OpenTo)
    manager = TextField("负责人", [Length(max=40)], filters=[or_none])
    phone = TextField("联系电话", [Length(max=40)], filters=[or_none])
    support_department = TextField("支持部门", [Length(max=120)], filters=[or_none])
    approved_on = DateField("批准日期")
    document_number = TextField("批准文号", [Length(max=40)], filters=[or_none])


SECTIONS = [
    ("1 基本情况", ["name", "kinds", "owner_unit_id", "build_mode", "level", "state"]),
    ("2 共建单位", ["parties"]),
    (
        "3 规模与开放",
        ["built_on", "floor_area", "site_area", "programmes", "main_programmes", "open_to"],
    ),
    (
        "4 管理与批准",
        [
            "manager",
            "phone",
            "support_department",
            "approved_on",
            "document_number",
            "delisted_on",
        ],
    ),
]


class PlaqueRow(RowForm):
    """A plaque."""

    title = TextField("牌匾名称", [Required(), Length(max=120)])
    giver = TextField("授牌单位", [Required(), Length(max=120)])
    hung_on = DateField("授牌日期", [Required()])
    removed_on = DateField("摘牌日期")


class HonourForm(Form):
    """Plaques and standings of a base."""

    plaques = RowsField(FormField(PlaqueRow), "授牌")
    standings = RowsField(FormField(StandingRow), "推荐与入选")


class YearForm(Form):
    """The statistics of a base for one school year."""

    workstations = NumberField("工位数", unit="个")
    days_used = NumberField("学年内基地使用时间", unit="天")
    equipment = NumberField("设备总数", unit="台套")
    large_equipment = NumberField("大型设备数", unit="台套")
    equipment_value = MoneyField("设备总值")
    new_equipment_value = MoneyField("当年新增设备值")
    self_made_value = MoneyField("自主研制设备值")
    donated_value = MoneyField("社会捐赠设备值")
    quasi_donated_value = MoneyField("社会准捐赠设备值")
    exercises = NumberField("实训项目总数", unit="个")
    main_exercises = LongTextField("主要项目名称")
    person_hours_inside = NumberField("使用频率（校内）", unit="人时")
    person_hours_outside = NumberField("使用频率（社会）", unit="人时")
    person_hours_members = NumberField("使用频率（集团其他成员）", unit="人时")
    material_cost = MoneyField("原材料（耗材）费用")
    upkeep_cost = MoneyField("设备维护费用")
    full_time_managers = NumberField("专职管理人员", unit="名")
    part_time_managers = NumberField("兼职管理人员", unit="名")
    students_received = NumberField("接待学生量", unit="人次")
    interns_half_year = NumberField("接收半年岗位实习学生数", unit="人")
    graduates_hired = NumberField("接收应届毕业生就业数", unit="人")
    host_staff = NumberField("在岗职工总数", unit="人", description="只有校外基地填")


YEAR_SECTIONS = [
    ("1 工位与使用", ["workstations", "days_used", "person_hours_inside", "person_hours_outside"]),
    ("2 实训与实习", ["person_hours_members", "exercises", "main_exercises", "students_received"]),
    ("3 学生与职工", ["interns_half_year", "graduates_hired", "host_staff"]),
    ("4 设备台套", ["equipment", "large_equipment"]),
    (
        "5 设备值",
        [
            "equipment_value",
            "new_equipment_value",
            "self_made_value",
            "donated_value",
            "quasi_donated_value",
        ],
    ),
    (
        "6 费用与人员",
        ["material_cost", "upkeep_cost", "full_time_managers", "part_time_managers"],
    ),
]
