"""Load the demonstration data."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from groupmgr.demo import reset as resetting
from groupmgr.demo.load import load
from groupmgr.demo.logins import sheet
from groupmgr.extensions import db
from groupmgr.files.store import Store
from groupmgr.kernel.errors import RuleBroken


@click.command(help="载入演示数据。例：groupmgr demo，或 groupmgr demo --reset")
@click.option("--reset", is_flag=True, help="先删除库中的全部记录。")
@click.option("--if-empty", is_flag=True, help="库中已有记录时什么也不做。")
@with_appcontext
def demo(*, reset: bool, if_empty: bool) -> None:
    """Fill an empty home with two invented years, or a used one after emptying it."""
    session, home = db.session(), Path(current_app.config["HOME"])
    held = resetting.held(session)
    if held and if_empty:
        return
    if held and not reset:
        raise RuleBroken(f"库中已有 {held:,} 条记录；要全部删除后重新载入，请加 --reset")
    if held:
        click.echo(f"删除已有的 {held:,} 条记录……")
        resetting.clear(session)
    click.echo("正在载入演示数据……")
    world = load(session, home)
    session.commit()
    resetting.sweep(session, Store.under(home))
    (home / "demo-logins.txt").write_text(sheet(), encoding="utf-8")
    click.echo(world.told())
    if not if_empty:  # otherwise what asks for it serves next, and serving tells the logins
        click.echo(sheet())
