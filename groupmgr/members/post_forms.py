"""The forms of bodies, terms and posts."""

from wtforms.validators import Length

from groupmgr.groups.labels import BodyKind
from groupmgr.members.labels import PostTitle
from groupmgr.web.fields import (
    DateField,
    LabelField,
    NumberField,
    Required,
    TextField,
    UnitField,
    or_none,
)
from groupmgr.web.forms import Form


class BodyForm(Form):
    """A body."""

    kind = LabelField("机构类别", [Required()], codes=BodyKind)
    name = TextField("机构名称", [Required(), Length(max=120)], description="如 云岭集团理事会")


class FirstTermForm(Form):
    """The first term that is recorded, which need not be the first there was."""

    number = NumberField("第几届", [Required()], least=1)
    starts_on = DateField("开始日期", [Required()])
    planned_end_on = DateField("届满日期", [Required()], description="每届不超过五年")


class NextTermForm(Form):
    """The term after the one that is recorded."""

    starts_on = DateField("开始日期", [Required()], description="上一届在前一天结束")
    planned_end_on = DateField("届满日期", [Required()], description="每届不超过五年")


class ExtensionForm(Form):
    """A later end."""

    extended_until = DateField("延期至", [Required()], description="不超过一年")


class PostForm(Form):
    """A post and who holds it."""

    title = LabelField("职务", [Required()], codes=PostTitle)
    name = TextField("姓名", [Required(), Length(2, 20)])
    unit_id = UnitField("所在单位", [Required()])
    position = TextField("单位职务", [Length(max=120)], description="如 院长")
    phone = TextField(
        "联系电话", [Length(max=20)], filters=[or_none], render_kw={"inputmode": "tel"}
    )
    started_on = DateField("任职日期", [Required()])


class LeaveForm(Form):
    """The last day in a post."""

    ended_on = DateField("卸任日期", [Required()])
