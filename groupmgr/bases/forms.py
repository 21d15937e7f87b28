"""The forms of training bases."""

from wtforms import FormField
from wtforms.validators import Length

from groupmgr.bases.labels import BaseKind, BaseState, BuildMode, Input, OpenTo, UsageKind
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
from groupmgr.web.key_field import KeyField
from groupmgr.web.record_field import RecordField


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
    since = DateField(
        "状态起始日期", [Required()], description="从哪天起是这个状态；已建成运行的填建成日期"
    )
    parties = RowsField(FormField(PartyRow), "共建单位")
    built_on = DateField("建立日期")
    floor_area = NumberField("建筑面积", unit="平方米", whole=False)
    site_area = NumberField("占地面积", unit="平方米", whole=False)
    programmes = NumberField("面向专业总数", unit="个")
    main_programmes = LongTextField("主要专业")
    open_to = LabelField("开放范围", [Required()], codes=OpenTo)
    agreement_id = RecordField("共建协议", description="从已登记的协议中选择")
    manager = TextField("负责人", [Length(max=40)], filters=[or_none])
    phone = TextField("联系电话", [Length(max=40)], filters=[or_none])
    support_department = TextField("支持部门", [Length(max=120)], filters=[or_none])
    approved_on = DateField("批准日期")
    document_number = TextField("批准文号", [Length(max=40)], filters=[or_none])


SECTIONS = [
    ("1 基本情况", ["name", "kinds", "owner_unit_id", "build_mode", "level", "state", "since"]),
    ("2 共建单位与协议", ["parties", "agreement_id"]),
    (
        "3 规模与开放",
        ["built_on", "floor_area", "site_area", "programmes", "main_programmes", "open_to"],
    ),
    ("4 管理", ["manager", "phone"]),
    ("5 被列为实训基地项目", ["support_department", "approved_on", "document_number"]),
]


class StageRow(RowForm):
    """A state, from which day on, and by which document."""

    state = LabelField("状态", [Required()], codes=BaseState)
    on = DateField("起始日期", [Required()])
    document_number = TextField("文号", [Length(max=40)], filters=[or_none])
    reason = TextField("说明", [Length(max=120)])


class LifeForm(Form):
    """The stages of a base."""

    stages = RowsField(FormField(StageRow), "建设与运行状态")


class PlaqueRow(RowForm):
    """A plaque."""

    title = TextField("牌匾名称", [Required(), Length(max=120)])
    giver = TextField("授牌单位", [Required(), Length(max=120)])
    hung_on = DateField("授牌日期", [Required()])
    removed_on = DateField("摘牌日期")
    id = KeyField()


class HonourForm(Form):
    """Plaques and standings of a base."""

    plaques = RowsField(FormField(PlaqueRow), "授牌")
    standings = RowsField(FormField(StandingRow), "推荐与入选")


class UsageForm(Form):
    """Who used the base, when and for what."""

    unit_id = UnitField("使用单位", description="本基地自己使用的选依托单位")
    user = TextField("名录外的使用单位", [Length(max=120)], description="如 某某街道社区")
    kind = LabelField("使用类型", [Required()], codes=UsageKind)
    starts_on = DateField("开始日期", [Required()])
    ends_on = DateField("结束日期", [Required()])
    people = NumberField("人数", [Required()], unit="人")
    hours = NumberField("每人学时", [Required()], unit="学时", whole=False)
    note = TextField("备注", [Length(max=120)], description="班级、项目或佐证所在的活动")
