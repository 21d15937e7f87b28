"""The forms of an activity: how it begins, and the rows that it holds."""

from wtforms import IntegerField
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

from groupmgr.activities.labels import Category, EvidenceKind, Measure, PartyRole
from groupmgr.activities.service.content import TITLE_LENGTH
from groupmgr.kernel.clock import today
from groupmgr.kernel.levels import Level
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LongTextField,
    Required,
    TextField,
    UnitField,
    or_none,
)
from groupmgr.web.forms import Form, RowForm


class StartForm(Form):
    """What a record begins with; the rest is asked once it is kept."""

    owner_unit_id = UnitField("填报单位", [Required()])
    title = TextField("活动名称", [Required(), Length(max=TITLE_LENGTH)])
    category = LabelField("活动类别", [Required()], codes=Category)
    starts_on = DateField("开始日期", [Required()], default=today)
    ends_on = DateField("结束日期", [Required()], default=today)


class WordingForm(Form):
    """What no figure rests on: all that changes in a record of a closed year."""

    title = TextField("活动名称", [Required(), Length(max=TITLE_LENGTH)])
    place = TextField("地点", [Length(max=120)])
    summary = LongTextField("内容与成效", [Required()])


class PartyRow(RowForm):
    """A unit beside the one that reports."""

    unit_id = UnitField("单位")
    role = LabelField("角色", [Required()], codes=PartyRole, default=PartyRole.PARTICIPANT)
    contact = TextField("确认联系人", [Length(max=40)], filters=[or_none])
    contact_email = TextField(
        "确认邮箱", [Length(max=120)], filters=[or_none], render_kw={"inputmode": "email"}
    )


class MediaRow(RowForm):
    """A story about the activity."""

    outlet = TextField("媒体", [Length(max=120)])
    title = TextField("标题", [Required(), Length(max=120)])
    level = LabelField("级别", [Required()], codes=Level)
    on = DateField("刊发日期", [Required()])
    url = TextField("网址", [Length(max=500)], filters=[or_none])


class ProofRow(RowForm):
    """What a piece of evidence is, and what it proves: the activity or one figure."""

    id = IntegerField(widget=HiddenInput())
    measure = LabelField("证明", codes=Measure)
    kind = LabelField("类型", [Required()], codes=EvidenceKind)
    dated = DateField("形成日期")


class ReasonForm(Form):
    """A deed that must be explained."""

    reason = LongTextField("原因", [Required()])
