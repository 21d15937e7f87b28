"""The forms of groups, honours, ties and plans."""

from wtforms import BooleanField
from wtforms.validators import Length, Optional, Regexp

from groupmgr.groups.labels import GroupKind, LegalForm, PlanSection, TieKind
from groupmgr.kernel.levels import Level, Standing
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LongTextField,
    NumberField,
    Required,
    TextField,
    UnitField,
    or_none,
)
from groupmgr.web.forms import Form
from groupmgr.web.record_field import RecordField


class NewGroupForm(Form):
    """What a group needs to begin with."""

    name = TextField("集团名称", [Required(), Length(max=120)])
    short_name = TextField("简称", [Required(), Length(max=40)])
    code = TextField(
        "代码",
        [Required(), Length(max=40)],
        description="出现在网址里，定了不改，如 yunling",
        render_kw={"autocapitalize": "none"},
    )
    kind = LabelField("集团类型", [Required()], codes=GroupKind)
    parent_id = RecordField("上级集团", description="只有分会要选")


class GroupForm(Form):
    """What is known of a group."""

    name = TextField("集团名称", [Required(), Length(max=120)])
    short_name = TextField("简称", [Required(), Length(max=40)])
    name_en = TextField("英文名称", [Length(max=120)], filters=[or_none])
    kind = LabelField("集团类型", [Required()], codes=GroupKind)
    legal_form = LabelField("法人性质", [Required()], codes=LegalForm)
    founded_on = DateField("成立日期")
    lead_unit_id = UnitField("牵头单位")
    secretariat_unit_id = UnitField("秘书处挂靠单位")
    secretary_general = TextField("秘书长", [Length(max=40)], filters=[or_none])
    industry = TextField("对接行业", [Length(max=120)], filters=[or_none])
    region = TextField("所在地区", [Length(max=120)], filters=[or_none])
    purpose = LongTextField("宗旨", description="印在年度报告开头")
    phone = TextField("电话", [Length(max=40)], filters=[or_none], render_kw={"inputmode": "tel"})
    email = TextField(
        "邮箱",
        [Optional(), Length(max=120), Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+$", message="邮箱写法不对")],
        filters=[or_none],
    )
    address = TextField("地址", [Length(max=120)], filters=[or_none])
    postcode = TextField(
        "邮编", [Optional(), Regexp(r"\d{6}$", message="邮编是 6 位数字")], filters=[or_none]
    )
    website = TextField("网址", [Length(max=120)], filters=[or_none])
    takes_applications = BooleanField(
        "公开受理入会申请", description="单位不用账号，在网上填写申请；网址见“入会申请”"
    )


class HonourForm(Form):
    """A list or title."""

    title = TextField("名称", [Required(), Length(max=120)])
    level = LabelField("级别", [Required()], codes=Level)
    standing = LabelField(
        "进展", [Required()], codes=Standing, description="推荐和入选分开计，推荐不等于入选"
    )
    on = DateField("日期")
    document_number = TextField("文号", [Length(max=40)], filters=[or_none])


class TieForm(Form):
    """How the group stands to another one."""

    name = TextField("对方名称", [Required(), Length(max=120)])
    kind = LabelField("对方类型", [Required()], codes=GroupKind)
    tie = LabelField("关系", [Required()], codes=TieKind)
    since = DateField("自", [Required()])
    until = DateField("至", description="仍保持的空着")


class PlanForm(Form):
    """A piece of work."""

    year = NumberField("年度", [Required()], least=2015)
    section = LabelField("部分", [Required()], codes=PlanSection)
    title = TextField("工作", [Required(), Length(max=120)])
    text = LongTextField(
        "内容与目标", [Required()], description="原文进入上一年度报告的“未来工作展望”"
    )
