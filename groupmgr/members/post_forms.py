"""The forms of bodies, terms and posts."""

from wtforms import BooleanField
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
from groupmgr.web.record_field import RecordField


class BodyForm(Form):
    """A body."""

    kind = LabelField("机构类别", [Required()], codes=BodyKind)
    name = TextField("机构名称", [Required(), Length(max=120)], description="如 云岭集团理事会")


class ExtensionForm(Form):
    """A later end."""

    extended_until = DateField("延期至", [Required()], description="年限见章程")


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
    resolution_id = RecordField("任命的决议")
    from_enterprise = BooleanField(
        "代表企业", description="所在单位不是企业、但代表企业任职的，勾选"
    )


class LeaveForm(Form):
    """The last day in a post."""

    ended_on = DateField("卸任日期", [Required()])
    end_reason = TextField("原因", [Length(max=120)], description="如 工作调动")


class ElectionForm(Form):
    """The term that was elected; ranks and posts are chosen below it."""

    number = NumberField("第几届", least=1)
    starts_on = DateField("开始日期", [Required()], description="上一届在前一天结束")
    planned_end_on = DateField("届满日期", [Required()], description="年限见章程")
    resolution_id = RecordField("选举结果的决议")
