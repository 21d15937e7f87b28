"""The forms of joint projects."""

from wtforms import FormField
from wtforms.validators import Length

from groupmgr.kernel.levels import Level
from groupmgr.members.register_forms import StandingRow
from groupmgr.projects.labels import (
    BEFORE_START,
    FiveTogether,
    OutputKind,
    ProjectKind,
    ProjectRole,
)
from groupmgr.web.fields import (
    DateField,
    LabelField,
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
from groupmgr.web.record_field import RegisterField


class PartyRow(RowForm):
    """A unit in the project and what it put in."""

    unit_id = UnitField("合作方", [Required()])
    role = LabelField("角色", [Required()], codes=ProjectRole)
    amount = MoneyField("投入")
    contact = TextField("联系人", [Length(max=40)], filters=[or_none])


class TargetRow(RowForm):
    """What the project is to reach."""

    name = TextField("目标", [Required(), Length(max=120)])
    amount = NumberField("目标值", [Required()], whole=False)
    measure = TextField("单位", [Required(), Length(max=40)])
    reached = NumberField("已完成", whole=False)
    id = KeyField()


class ProjectForm(Form):
    """What is known of a project."""

    name = TextField("项目名称", [Required(), Length(max=120)])
    kind = LabelField("项目类型", [Required()], codes=ProjectKind)
    five_together = LabelField("五同分类", codes=FiveTogether)
    level = LabelField("立项级别", [Required()], codes=Level)
    state = LabelField("状态", [Required()], codes=BEFORE_START)
    starts_on = DateField("开始日期", [Required()])
    ends_on = DateField("结束日期")
    owner_unit_id = UnitField("登记单位", [Required()], description="自动列为牵头方")
    parties = RowsField(FormField(PartyRow), "各方与投入", [Required()])
    number = TextField("项目编号", [Length(max=40)], filters=[or_none])
    document_number = TextField("立项文号", [Length(max=40)], filters=[or_none])
    budget = MoneyField("合同金额")
    students = NumberField("学生数", unit="人", description="订单班、学徒制填")
    class_name = TextField("班级名称", [Length(max=120)], filters=[or_none])
    department = TextField("系", [Length(max=120)], filters=[or_none])
    programme = TextField("专业", [Length(max=120)], filters=[or_none])
    summary = LongTextField("项目内容与成效")
    next_steps = LongTextField("下一步打算", description="用于年度报告的工作展望")


SECTIONS = [
    ("1 基本情况", ["name", "kind", "five_together", "level", "state", "starts_on", "ends_on"]),
    ("2 登记单位与合作方", ["owner_unit_id", "parties"]),
    ("3 立项", ["number", "document_number", "budget"]),
    ("4 班级", ["students", "class_name", "department", "programme"]),
    ("5 内容", ["summary", "next_steps"]),
]


class MilestoneRow(RowForm):
    """A milestone."""

    name = TextField("里程碑", [Required(), Length(max=120)])
    due_on = DateField("计划日期", [Required()])
    done_on = DateField("实际日期")
    id = KeyField()


class OutputRow(RowForm):
    """What came out of the project."""

    title = TextField("成果名称", [Required(), Length(max=120)])
    kind = LabelField("类型", [Required()], codes=OutputKind)
    level = LabelField("级别", codes=Level)
    number = TextField("编号", [Length(max=40)], filters=[or_none])
    on = DateField("取得日期", [Required()])
    amount = MoneyField("金额")
    studio_id = RegisterField("工作室", column="studio_id")
    id = KeyField()


class AuthorRow(RowForm):
    """A unit at its place among those who completed an output."""

    rank = NumberField("排名", [Required()])
    unit_id = UnitField("完成单位")
    name = TextField("名录外的单位", [Length(max=120)])
    people = TextField("完成人", [Length(max=120)], description="按证书上的次序，用顿号分开")


class AuthorForm(Form):
    """Who completed an output."""

    authors = RowsField(FormField(AuthorRow), "完成单位")


class ReceiptRow(RowForm):
    """Money that arrived."""

    voucher_number = TextField("凭证号", [Required(), Length(max=40)])
    voucher_on = DateField("到账日期", [Required()])
    amount = MoneyField("到款额", [Required()])
    id = KeyField()


class CourseForm(Form):
    """What is to be reached, and what was done, reached and paid."""

    targets = RowsField(FormField(TargetRow), "目标")
    milestones = RowsField(FormField(MilestoneRow), "里程碑")
    outputs = RowsField(FormField(OutputRow), "成果")
    receipts = RowsField(FormField(ReceiptRow), "到款")


class StandingForm(Form):
    """The lists that the project was recommended for or selected to."""

    standings = RowsField(FormField(StandingRow), "推荐与入选")


class ReasonForm(Form):
    """Why a step is taken."""

    reason = TextField("原因", [Length(max=400)])
