"""The forms of units and memberships."""

from wtforms import BooleanField
from wtforms.validators import Length, Optional, Regexp

from groupmgr.members.labels import NameChange, Ownership, Rank, UnitKind
from groupmgr.members.workflow import MembershipStep
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LongTextField,
    Required,
    TextField,
    UnitField,
    or_none,
)
from groupmgr.web.forms import Form
from groupmgr.web.record_field import RecordField

REASON = "会记入操作日志"


class UnitForm(Form):
    """What is known of a unit, besides its name."""

    uscc = TextField(
        "统一社会信用代码", description="18 位，见营业执照或法人证书", filters=[or_none]
    )
    no_uscc_reason = TextField(
        "没有代码的原因", [Length(max=120)], description="只有确实没有代码的部门填，如 内设机构"
    )
    kind = LabelField("单位类别", [Required()], codes=UnitKind)
    ownership = LabelField("单位性质", codes=Ownership)
    region = TextField("所在地区", [Length(max=120)], description="如 云岭省春城市南湖区")
    short_name = TextField("简称", [Length(max=40)], filters=[or_none])
    address = TextField("详细地址", [Length(max=120)], filters=[or_none])
    postcode = TextField(
        "邮编",
        [Optional(), Regexp(r"\d{6}$", message="邮编是 6 位数字")],
        filters=[or_none],
        render_kw={"inputmode": "numeric"},
    )
    legal_representative = TextField("法定代表人", [Length(max=40)], filters=[or_none])
    intro = LongTextField("简介")


class UnitSheetForm(UnitForm):
    """A unit that is on the roll, with how it works."""

    checks_inside = BooleanField(
        "填报员提交的活动先由本单位管理员审核", description="管理员审核后才提交给集团"
    )


class RegisterForm(UnitForm):
    """A unit, its membership and its contact at once."""

    name = TextField("单位全称", [Required(), Length(max=120)], description="与证照一致")
    rank = LabelField("成员级别", [Required()], codes=Rank)
    joined_on = DateField("加入日期", [Required()])
    liaison_name = TextField("联络员", [Required(), Length(max=20)])
    liaison_phone = TextField(
        "联系电话", [Length(max=20)], filters=[or_none], render_kw={"inputmode": "tel"}
    )


class RenameForm(Form):
    """A new name."""

    name = TextField("新的单位全称", [Required(), Length(max=120)])
    change = LabelField("变更原因", [Required()], codes=NameChange)
    since = DateField(
        "启用日期", [Required()], description="这一天起用新名称，之前的报表仍用旧名称"
    )


class MergeForm(Form):
    """The unit that this one becomes part of."""

    into_id = UnitField("并入的单位", [Required()])
    since = DateField("并入日期", [Required()], description="这一天起不再是成员单位")
    reason = TextField("依据", [Required(), Length(max=200)], description="如 批复文号；" + REASON)


class RankForm(Form):
    """Another rank."""

    rank = LabelField("新的成员级别", [Required()], codes=Rank)
    since = DateField("起始日期", [Required()], description="如 理事会通过之日")


class StepForm(Form):
    """A step of the membership's life."""

    step = LabelField("办理事项", [Required()], codes=MembershipStep)
    since = DateField("自何日起", [Required()], description="退出、除名的，这一天起不在名册上")
    reason = TextField("原因", [Required(), Length(max=200)], description=REASON)
    resolution_id = RecordField("决议", description="除名须选；其他事项有决议的也选上")


class LiaisonForm(Form):
    """The next liaison officer."""

    liaison_name = TextField("新联络员", [Required(), Length(max=20)])
    liaison_phone = TextField(
        "联系电话", [Length(max=20)], filters=[or_none], render_kw={"inputmode": "tel"}
    )
    since = DateField("交接日期", [Required()])
