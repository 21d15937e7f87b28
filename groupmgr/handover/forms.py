"""The form of a hand-over."""

from wtforms import BooleanField
from wtforms.validators import Length, Optional, Regexp

from groupmgr.web.fields import DateField, LongTextField, Required, TextField, or_none
from groupmgr.web.forms import Form
from groupmgr.web.record_field import RecordField

SUCCESSOR = ["to_name", "to_phone", "day", "remark"]
ACCOUNTS = ["from_account_id", "close", "to_login"]


class HandoverForm(Form):
    """Who follows, and what becomes of the accounts."""

    to_name = TextField("新联络员", [Required(), Length(2, 20)])
    to_phone = TextField(
        "联系电话", [Length(max=20)], filters=[or_none], render_kw={"inputmode": "tel"}
    )
    day = DateField("交接日期", [Required()])
    remark = LongTextField("交接说明", [Length(max=1000)], description="印在交接单上")
    from_account_id = RecordField("移交人的账号")
    close = BooleanField("交接后停用这个账号", description="他做过的记录都保留")
    to_login = TextField(
        "给新联络员开通的账号",
        [
            Optional(),
            Length(3, 40),
            Regexp(r"[a-z0-9._-]+$", message="只用小写字母、数字和 . _ -"),
        ],
        description="已有账号的不填；初始密码交接后显示一次",
        filters=[or_none],
        render_kw={"autocapitalize": "none", "autocomplete": "off"},
    )
