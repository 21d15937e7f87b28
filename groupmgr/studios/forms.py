"""The forms of master studios."""

from wtforms import FormField
from wtforms.validators import Length

from groupmgr.kernel.levels import Level
from groupmgr.studios.labels import (
    DualLevel,
    FundSource,
    SkillGrade,
    StudioKind,
    StudioState,
    TitleKind,
)
from groupmgr.web.fields import (
    DateField,
    LabelField,
    MoneyField,
    NumberField,
    Required,
    RowsField,
    TextField,
    UnitField,
    UnitsField,
    or_none,
)
from groupmgr.web.forms import Form, RowForm
from groupmgr.web.key_field import KeyField
from groupmgr.web.record_field import RecordField


class TitleRow(RowForm):
    """A post, qualification or honour of the leader."""

    kind = LabelField("类型", [Required()], codes=TitleKind)
    name = TextField("名称", [Required(), Length(max=120)])
    level = LabelField("级别", codes=Level)
    on = DateField("取得日期")
    id = KeyField()


class StudioForm(Form):
    """What is known of a studio."""

    name = TextField("工作室名称", [Required(), Length(max=120)])
    kind = LabelField("类别", [Required()], codes=StudioKind)
    level = LabelField("级别", [Required()], codes=Level)
    state = LabelField("状态", [Required()], codes=StudioState)
    since = DateField(
        "状态起始日期", [Required()], description="从哪天起是这个状态；已授牌的填授牌日期"
    )
    field = TextField("专业或工种方向", [Required(), Length(max=120)])
    owner_unit_id = UnitField("依托单位", [Required()])
    party_ids = UnitsField("共建单位")
    base_id = RecordField("依托基地")
    leader = TextField("领衔人", [Required(), Length(max=40)])
    leader_unit_id = UnitField("领衔人所在单位", [Required()])
    leader_grade = LabelField("职业技能等级", codes=SkillGrade)
    titles = RowsField(FormField(TitleRow), "专业技术职务、职业资格与荣誉")
    area = NumberField("场地面积", unit="平方米", whole=False)
    funds = MoneyField("建设经费")
    fund_source = LabelField("经费来源", codes=FundSource)
    starts_on = DateField("建设期开始")
    ends_on = DateField("建设期结束")
    approved_on = DateField("认定日期")
    document_number = TextField("认定文号", [Length(max=40)], filters=[or_none])


SECTIONS = [
    (
        "1 基本情况",
        [
            *("name", "kind", "level", "state", "since", "field"),
            *("owner_unit_id", "base_id", "party_ids"),
        ],
    ),
    ("2 领衔人", ["leader", "leader_unit_id", "leader_grade", "titles"]),
    ("3 场地与建设", ["area", "funds", "fund_source", "starts_on", "ends_on"]),
    ("4 认定", ["approved_on", "document_number"]),
]


class StageRow(RowForm):
    """A state, from which day on, and by which document."""

    state = LabelField("状态", [Required()], codes=StudioState)
    on = DateField("起始日期", [Required()])
    document_number = TextField("文号", [Length(max=40)], filters=[or_none])
    reason = TextField("说明", [Length(max=120)])


class LifeForm(Form):
    """The stages of a studio."""

    stages = RowsField(FormField(StageRow), "申报与授牌状态")


class TeamRow(RowForm):
    """Who works in the studio."""

    unit_id = UnitField("单位", [Required()])
    name = TextField("姓名", [Required(), Length(max=40)])
    dual_level = LabelField("双师型", codes=DualLevel)
    task = TextField("分工", [Length(max=120)])
    since = DateField("开始")
    until = DateField("结束")
    id = KeyField()


class ApprenticeRow(RowForm):
    """Who is taught in the studio."""

    unit_id = UnitField("单位", [Required()])
    name = TextField("姓名", [Required(), Length(max=40)])
    since = DateField("拜师日期", [Required()])
    until = DateField("出师日期")
    grade = LabelField("出师等级", codes=SkillGrade)
    id = KeyField()


class PeopleForm(Form):
    """The team and the apprentices of a studio."""

    team = RowsField(FormField(TeamRow), "团队成员")
    apprentices = RowsField(FormField(ApprenticeRow), "带徒")
