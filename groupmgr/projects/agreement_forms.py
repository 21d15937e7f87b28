"""The forms of agreements."""

from flask_wtf.file import FileField
from wtforms.validators import Length

from groupmgr.kernel.levels import Level
from groupmgr.projects.labels import AgreementKind, AgreementState
from groupmgr.web.fields import (
    DateField,
    LabelField,
    Required,
    TextField,
    UnitField,
    UnitsField,
    or_none,
)
from groupmgr.web.forms import Form
from groupmgr.web.record_field import RecordField


class AgreementForm(Form):
    """What is known of an agreement."""

    name = TextField("协议名称", [Required(), Length(max=120)])
    kind = LabelField("协议类型", [Required()], codes=AgreementKind)
    level = LabelField("级别", [Required()], codes=Level)
    number = TextField("协议编号", [Length(max=40)], filters=[or_none])
    owner_unit_id = UnitField("登记单位", [Required()], description="自动列为签署单位")
    party_ids = UnitsField("其他签署单位", [Required()])
    project_id = RecordField("关联项目", description="项目有生效的协议才能开始实施")
    state = LabelField("状态", [Required()], codes=AgreementState)
    signed_on = DateField("签订日期")
    ends_on = DateField("到期日", description="长期有效的不填")


SECTIONS = [
    ("1 协议", ["name", "kind", "level", "number", "project_id"]),
    ("2 签署单位", ["owner_unit_id", "party_ids"]),
    ("3 期限", ["state", "signed_on", "ends_on"]),
]


class ScanForm(Form):
    """The scan of the signed paper."""

    scan = FileField("扫描件", [Required()])
