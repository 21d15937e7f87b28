"""Accounts from the shell; the first administrator comes from here."""

import click
import sqlalchemy as sa
from flask.cli import AppGroup
from sqlalchemy.orm import Session, selectinload

from groupmgr.accounts import administration, service
from groupmgr.accounts.models import Account
from groupmgr.extensions import db
from groupmgr.groups.models import Group
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Unit
from groupmgr.policy import UNIT_ROLES, Actor, Role

user = AppGroup("user", help="账号：开通、重设密码、列出。")


@user.command(
    "add",
    help="开通账号。例：groupmgr user add zhoumin --name 周敏 --role secretariat --group yunling",
)
@click.argument("login")
@click.option("--name", required=True, help="姓名。")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--group", "code", help="集团代码（系统管理员和成员单位的角色不需要）。")
@click.option("--unit", "unit_name", help="单位全称（只有成员单位的角色需要）。")
@click.option("--password", help="密码；不给则生成一个，首次登录须更换。")
def add(
    login: str, name: str, role: str, code: str | None, unit_name: str | None, password: str | None
) -> None:
    """Open an account with a role."""
    session, wanted = db.session(), next(one for one in Role if one.value == role)
    unit_id = _unit(session, unit_name) if wanted in UNIT_ROLES else None
    needs_group = wanted not in UNIT_ROLES and wanted is not Role.SYSTEM
    actor = _shell(_group(session, code) if needs_group else 0)
    facts = {"login": login, "name": name, "phone": None, "role": wanted, "unit_id": unit_id}
    account, initial = administration.open_account(session, actor, facts)
    if password:
        service.set_password(account, password)
        account.must_change = False
    session.commit()
    click.echo(f"已开通 {login}（{wanted.label}）" + ("" if password else f"，初始密码 {initial}"))


@user.command("password", help="重设密码并解除锁定。例：groupmgr user password zhoumin")
@click.argument("login")
def password(login: str) -> None:
    """Give an account an initial password."""
    session = db.session()
    account = session.scalar(sa.select(Account).where(Account.login == login))
    if account is None:
        raise RuleBroken(f"没有账号 {login}")
    initial = administration.replace_password(session, _shell(0), account)
    session.commit()
    click.echo(f"{login} 的初始密码 {initial}，首次登录须更换")


@user.command("list", help="列出全部账号。例：groupmgr user list")
def list_users() -> None:
    """Print login, name and roles of everybody."""
    query = sa.select(Account).options(selectinload(Account.assignments)).order_by(Account.login)
    for account in db.session.scalars(query):
        roles = "、".join(sorted({one.role.label for one in account.assignments}))
        state = "" if account.active else "\t已停用"
        click.echo(f"{account.login}\t{account.name}\t{roles}{state}")


def _shell(group_id: int) -> Actor:
    return Actor(0, "命令行", frozenset({Role.SYSTEM}), group_id)


def _group(session: Session, code: str | None) -> int:
    group_id = session.scalar(sa.select(Group.id).where(Group.code == code))
    if group_id is None:
        raise RuleBroken(f"没有代码为 {code} 的集团" if code else "请用 --group 给出集团代码")
    return group_id


def _unit(session: Session, name: str | None) -> int:
    unit_id = session.scalar(sa.select(Unit.id).where(Unit.name == name))
    if unit_id is None:
        raise RuleBroken(f"没有名为 {name} 的单位" if name else "请用 --unit 给出单位全称")
    return unit_id
