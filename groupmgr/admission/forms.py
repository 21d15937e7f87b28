"""The forms of applications."""

from wtforms import FileField
from wtforms.validators import Length

from groupmgr.members.labels import Ownership, Rank, UnitKind
from groupmgr.web.fields import DateField, LabelField, LongTextField, Required, TextField, or_none
from groupmgr.web.forms import Form
from groupmgr.web.record_field import RecordField

SECTIONS = [
    ("单位", ["name", "uscc", "kind", "ownership", "region", "address"]),
    ("联系人", ["contact", "position", "phone", "email"]),
    ("申请", ["statement", "scan"]),
]


class ApplicationForm(Form):
    """What a unit says of itself when it applies."""

    name = TextField("单位全称", [Required(), Length(max=120)], description="与证照一致")
    uscc = TextField(
        "统一社会信用代码",
        [Required(), Length(max=40)],
        description="18 位，见营业执照或法人证书",
        render_kw={"autocapitalize": "characters"},
    )
    kind = LabelField("单位类别", [Required()], codes=UnitKind)
    ownership = LabelField("单位性质", codes=Ownership)
    region = TextField("所在地区", [Length(max=120)], description="如 云岭省春城市南湖区")
    address = TextField("详细地址", [Length(max=120)], filters=[or_none])
    contact = TextField("联系人", [Required(), Length(2, 20)])
    position = TextField("职务", [Length(max=40)])
    phone = TextField("联系电话", [Required(), Length(max=20)], render_kw={"inputmode": "tel"})
    email = TextField(
        "邮箱",
        [Length(max=120)],
        description="填了会收到办理结果",
        filters=[or_none],
        render_kw={"inputmode": "email"},
    )
    statement = LongTextField(
        "申请理由", [Length(max=2000)], description="单位简况、与集团已有的合作、打算参与的工作"
    )
    scan = FileField("入会申请书（盖章扫描件）", description="PDF 或图片，不超过 20 MB，可以后补")


class ApprovalForm(Form):
    """The resolution by which the council took the unit in."""

    resolution_id = RecordField(
        "审议通过的决议", [Required()], description="决议在会议页面形成，这里选它"
    )


class AdmissionForm(Form):
    """The rank and the first day of the new member."""

    rank = LabelField("成员级别", [Required()], codes=Rank)
    joined_on = DateField("加入日期", [Required()])
