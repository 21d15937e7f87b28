"""The forms of certificates and plaques."""

from wtforms import BooleanField
from wtforms.validators import Length

from groupmgr.certificates.models import CertificateKind
from groupmgr.web.fields import DateField, LabelField, Required, TextField, UnitField, or_none
from groupmgr.web.forms import Form


class IssueForm(Form):
    """Hand out one, or all that are lacking."""

    kind = LabelField("证牌类别", [Required()], codes=CertificateKind)
    issued_on = DateField("发放日期", [Required()], description="单位名称和级别以这一天为准")
    unit_id = UnitField("单位")
    everyone = BooleanField("发给所有还没有的正式成员", description="按单位名称依次编号")
    received_by = TextField("领取人", [Length(max=20)], filters=[or_none])


class WithdrawForm(Form):
    """Take one back."""

    withdrawn_on = DateField("收回日期", [Required()])
    reason = TextField("原因", [Required(), Length(max=200)], description="如 退会交回、换发")
