"""The forms by which a closed year is opened: to everybody, or to one unit until a day."""

from wtforms.validators import Length

from groupmgr.web.fields import DateField, Required, TextField, UnitField
from groupmgr.web.forms import Form

LOGGED = "会记入操作日志"


class ReopenForm(Form):
    """Why a year is opened again."""

    reason = TextField("解除封账的原因", [Required(), Length(max=200)], description=LOGGED)


class ExemptForm(Form):
    """For whom a closed year is open, until when, and why."""

    unit_id = UnitField(
        "开放给哪个单位",
        description="该单位填报的活动和学年统计可以改，秘书处也可以审核；"
        "不选单位，就是开放秘书处自己登记的会议、督办和成员名册",
    )
    until = DateField("开放到哪一天", [Required()], description="含当天")
    reason = TextField("开放的原因", [Required(), Length(max=200)], description=LOGGED)
