"""The form of what stands around the text."""

from wtforms import BooleanField
from wtforms.validators import Length

from groupmgr.reports.masthead.models import Layout
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LongTextField,
    NumberField,
    Required,
    TextField,
)
from groupmgr.web.forms import Form
from groupmgr.web.record_field import RecordField

_SPOKEN = ["headline", "meeting_id", "spoken_on", "paper", "reporter"]
SECTIONS = [
    ("版式", ["layout", "signed_by"]),
    ("正式公文体", ["letterhead", "upward", "addressee", "copies", "issuer"]),
    ("大会报告体", [*_SPOKEN, "salutation", "greeting", "closing"]),
]
_NAME = Length(max=120)


class MastheadForm(Form):
    """Both layouts have their fields: a report that is read out is often sent out later."""

    layout = LabelField("版式", [Required()], codes=Layout)
    signed_by = TextField("署名", [Required(), _NAME])
    letterhead = TextField("发文机关标志", [_NAME], description="印成红头，一般是发文机关加“文件”")
    upward = BooleanField("报送上级（上行文）", description="发文字号旁印签发人")
    addressee = TextField("主送机关", description="如 各成员单位；可不填")
    copies = TextField("抄送", description="用逗号分开；可不填")
    issuer = TextField("印发机关", [_NAME])
    headline = LongTextField(
        "主标题",
        description="一行或一副对句，每句一行；不填则用“年度工作报告”",
        render_kw={"rows": 2},
    )
    meeting_id = RecordField("在哪次会议上报告")
    spoken_on = DateField("报告日期", description="不填则用会议日期", validators=[])
    paper = NumberField("会议资料编号", least=1, description="如 1，印成“会议资料1”")
    reporter = TextField("报告人", [Length(max=40)], description="职务和姓名")
    salutation = TextField("称谓", description="如 各位领导、各位代表")
    greeting = LongTextField("开场白", render_kw={"rows": 2})
    closing = LongTextField("结束语", description="每段一行", render_kw={"rows": 3})
