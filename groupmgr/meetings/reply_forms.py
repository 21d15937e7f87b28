"""The forms on which units answer a notice, and people sign in."""

from flask_wtf.file import FileField
from wtforms.validators import Length

from groupmgr.meetings.labels import Reply
from groupmgr.web.fields import (
    LabelField,
    NumberField,
    Required,
    TextField,
)
from groupmgr.web.forms import Form
from groupmgr.web.record_field import RecordField


class ReplyForm(Form):
    """回执, in the account of a unit."""

    said = LabelField("回执", [Required()], codes=Reply)
    person = TextField("参会人或受托人", [Length(max=40)], description="几个人用顿号分开")
    people = NumberField("参会人数", unit="人", least=1)
    delegate_unit_id = RecordField("受托人所在单位", description="选“委托”时填；本单位的人不用选")
    mandate = FileField("委托书", description="选“委托”时上传签字盖章的扫描件或照片")
    reason = TextField("请假原因", [Length(max=120)])
    phone = TextField("联系电话", [Length(max=40)])


class LinkReplyForm(ReplyForm):
    """回执 by a link: the secret in the address protects it, so that no cookie is needed."""

    class Meta(Form.Meta):
        """Without the protection that rests on a cookie."""

        csrf = False

    said_by = TextField("填写人", [Required(), Length(max=40)])


class DoorForm(Form):
    """Signing in with the code at the door."""

    class Meta(Form.Meta):
        """Without the protection that rests on a cookie."""

        csrf = False

    unit_id = RecordField("单位", [Required()])
    person = TextField("姓名", [Required(), Length(max=40)])


class LeaveForm(Form):
    """When a unit left."""

    at = TextField("离开时间", [Length(max=5)])
