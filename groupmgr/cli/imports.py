"""Spreadsheets from the shell."""

from pathlib import Path

import click
import sqlalchemy as sa
from flask.cli import AppGroup

from groupmgr.activities.service.importing import import_activities
from groupmgr.extensions import db
from groupmgr.groups.models import Group
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.service.imports import import_members
from groupmgr.policy import Actor, Role
from groupmgr.tables.answers import Imported, Outcome
from groupmgr.web.workbook import workbook

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)

imports = AppGroup("import", help="从电子表格导入。")


@imports.command(
    "members",
    help="导入成员单位（.xlsx、.xls、.ods、.csv）。"
    "例：groupmgr import members 名册.xlsx --group yunling --dry-run",
)
@click.argument("file", type=FILE)
@click.option("--group", "code", required=True, help="集团代码。")
@click.option("--dry-run", is_flag=True, help="只看结果，不保存。")
@click.option("--refused", type=NEW_FILE, help="把不导入的行连同“问题”写到这个 .xlsx。")
def members(file: Path, code: str, dry_run: bool, refused: Path | None) -> None:
    """Enter the members of a file."""
    imported = import_members(db.session(), office(code), file.name, file.read_bytes())
    finish(imported, refused, keep=not dry_run)


@imports.command(
    "activities",
    help="导入活动，每行存为一份草稿。"
    "例：groupmgr import activities 台账.xlsx --group yunling --dry-run",
)
@click.argument("file", type=FILE)
@click.option("--group", "code", required=True, help="集团代码。")
@click.option("--as-approved", is_flag=True, help="首次载入往年资料：直接计入，记入操作日志。")
@click.option("--dry-run", is_flag=True, help="只看结果，不保存。")
@click.option("--refused", type=NEW_FILE, help="把不导入的行连同“问题”写到这个 .xlsx。")
def activities(
    file: Path, code: str, as_approved: bool, dry_run: bool, refused: Path | None
) -> None:
    """Enter the activities of a file."""
    actor, content = office(code), file.read_bytes()
    imported = import_activities(db.session(), actor, file.name, content, as_approved=as_approved)
    finish(imported, refused, keep=not dry_run)


def office(code: str) -> Actor:
    """Return the shell as a system administrator in a group."""
    group_id = db.session.scalar(sa.select(Group.id).where(Group.code == code))
    if group_id is None:
        raise RuleBroken(f"没有代码为 {code} 的集团")
    return Actor(0, "命令行", frozenset({Role.SYSTEM}), group_id)


def finish(imported: Imported, refused: Path | None, *, keep: bool) -> None:
    """Keep what was entered or take it back, and answer every row of the file."""
    if keep:
        db.session.commit()
    else:
        db.session.rollback()
    for answer in imported.answers:
        words = [f"第 {answer.line.number} 行", answer.outcome.label, answer.name, answer.words]
        click.echo("  ".join(word for word in words if word))
    click.echo(imported.summary() + ("" if keep else "（试算，没有保存）"))
    if refused and imported.count(Outcome.REFUSED):
        refused.write_bytes(workbook("待修改", *imported.refused()))
    if imported.count(Outcome.REFUSED) == len(imported.answers):
        raise RuleBroken("没有一行可以导入，请按上面的原因修改后再试")
