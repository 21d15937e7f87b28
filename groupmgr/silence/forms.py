"""The forms by which a proposal is decided."""

from wtforms.validators import Length

from groupmgr.web.fields import DateField, Required, TextField
from groupmgr.web.forms import Form
from groupmgr.web.record_field import RecordField


class LeaveForm(Form):
    """Deem the member to have left."""

    since = DateField("自何日起", [Required()], description="这一天起不在名册上")
    resolution_id = RecordField("决议", description="理事会议过的，选上")
    reason = TextField("理由", [Required(), Length(max=200)], description="会记入操作日志")


class KeepForm(Form):
    """Keep the member."""

    reason = TextField("理由", [Required(), Length(max=200)], description="如 单位搬迁，已恢复联系")
