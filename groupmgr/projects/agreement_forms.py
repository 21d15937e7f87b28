"""The forms of agreements."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import FormField
from wtforms.validators import Length

from groupmgr.kernel.levels import Level
from groupmgr.projects.labels import AgreementKind, AgreementState, PromiseKind
from groupmgr.web.fields import (
    DateField,
    LabelField,
    NumberField,
    Required,
    RowsField,
    TextField,
    UnitField,
    UnitsField,
    or_none,
)
from groupmgr.web.forms import Form, RowForm
from groupmgr.web.key_field import KeyField
from groupmgr.web.record_field import RecordField

Records = Sequence[tuple[int, str]]


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
    ends_on = DateField("到期日", description="长期有效的不填；补充协议变更期限的，在补充协议中填")
    terminated_on = DateField("解除日期", description="只有已解除的协议填")


SECTIONS = [
    ("1 协议", ["name", "kind", "level", "number", "project_id"]),
    ("2 签署单位", ["owner_unit_id", "party_ids"]),
    ("3 期限", ["state", "signed_on", "ends_on", "terminated_on"]),
]


class AmendmentRow(RowForm):
    """What was agreed later."""

    name = TextField("补充协议名称", [Required(), Length(max=120)])
    number = TextField("编号", [Length(max=40)], filters=[or_none])
    signed_on = DateField("签订日期", [Required()])
    ends_on = DateField("变更后的到期日")
    subject = TextField("变更内容", [Length(max=120)])
    id = KeyField()


class AmendForm(Form):
    """The amendments of an agreement."""

    amendments = RowsField(FormField(AmendmentRow), "补充协议")


class PromiseRow(RowForm):
    """What a party promised."""

    unit_id = UnitField("承诺方", [Required()])
    kind = LabelField("类型", [Required()], codes=PromiseKind)
    subject = TextField("承诺内容", [Required(), Length(max=120)])
    amount = NumberField("数量", [Required()], whole=False)
    measure = TextField("单位", [Required(), Length(max=40)], description="台套、个、课时、万元")
    due_on = DateField("完成期限")
    id = KeyField()


class PromiseForm(Form):
    """The promises in an agreement."""

    promises = RowsField(FormField(PromiseRow), "承诺")


class KeepingRow(RowForm):
    """A part of a promise that was kept."""

    on = DateField("兑现日期", [Required()])
    amount = NumberField("数量", [Required()], whole=False)
    note = TextField("说明", [Length(max=120)])
    id = KeyField()


def keep_form(activities: Records, receipts: Records, held: Iterable[Any]) -> Form:
    """Return the form of what kept a promise: these activities and receipts can be named."""
    fields = {
        "activity_id": RecordField("相关活动", records=activities),
        "receipt_id": RecordField("相关到款", records=receipts),
    }
    row = type("BoundKeepingRow", (KeepingRow,), fields)
    rows = RowsField(FormField(row), "兑现")
    form: type[Form] = type("BoundKeepForm", (Form,), {"keepings": rows})
    return form(data={"keepings": list(held)})


class ScanForm(Form):
    """The scan of the signed paper."""

    scan = FileField("扫描件", [Required()])
