"""The forms of accounts."""

from collections.abc import Collection, Sequence

from wtforms import PasswordField
from wtforms.validators import EqualTo, Length, Optional, Regexp

from groupmgr.accounts.models import Digest
from groupmgr.accounts.service import SHORTEST
from groupmgr.policy import Role
from groupmgr.web.fields import LabelField, Required, TextField, UnitField, or_none
from groupmgr.web.forms import Form


class SignInForm(Form):
    """Who wants in."""

    login = TextField(
        "账号", [Required()], render_kw={"autocomplete": "username", "autocapitalize": "none"}
    )
    password = PasswordField("密码", [Required()], render_kw={"autocomplete": "current-password"})


class PasswordForm(Form):
    """The old password and the new one."""

    old = PasswordField("现在的密码", [Required()], render_kw={"autocomplete": "current-password"})
    new = PasswordField(
        "新密码",
        [Required()],
        description=f"至少 {SHORTEST} 位；用几个不相干的词最好记",
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "再输一次新密码",
        [Required(), EqualTo("new", "两次输入的新密码不一样")],
        render_kw={"autocomplete": "new-password"},
    )


class ProfileForm(Form):
    """What others see of a person."""

    name = TextField("姓名", [Required(), Length(max=20)])
    phone = TextField(
        "手机", [Optional(), Length(max=20)], render_kw={"autocomplete": "tel", "inputmode": "tel"}
    )
    email = TextField(
        "邮箱",
        [
            Optional(),
            Length(max=254),
            Regexp(r"^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$", message="邮箱写法不对，如 name@example.cn"),
        ],
        filters=[or_none],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )
    digest = LabelField(
        "待办摘要",
        [Required()],
        codes=Digest,
        description="每周第一个工作日上午，把各集团的待办写成一封邮件",
    )


class RoleForm(Form):
    """A role, and the unit it is bound to."""

    role = LabelField("角色", [Required()], codes=Role)
    unit_id = UnitField("单位", description="只有成员单位的两种角色需要选单位")

    def offer(self, roles: Sequence[Role], unit_ids: Collection[int] | None) -> None:
        """Offer these roles, and these units alone where not all are open."""
        self.role.offer(roles)
        if unit_ids is not None:
            self.unit_id.only(unit_ids)


class AccountForm(RoleForm):
    """A new account."""

    login = TextField(
        "账号",
        [Required(), Length(3, 40), Regexp(r"[a-z0-9._-]+$", message="只用小写字母、数字和 . _ -")],
        description="登录时输入，开通后不能改；可用姓名拼音，如 zhoumin",
        render_kw={"autocapitalize": "none", "autocomplete": "off"},
    )
    name = TextField("姓名", [Required(), Length(max=20)])
    phone = TextField("手机", [Optional(), Length(max=20)], render_kw={"inputmode": "tel"})
