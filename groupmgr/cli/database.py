"""Bring the database to the state of the code, or tell how they differ."""

import logging

import click
from flask.cli import AppGroup
from flask_migrate import upgrade

from groupmgr.extensions import db
from groupmgr.kernel.errors import RuleBroken
from groupmgr.upkeep import versions

database = AppGroup("db", help="数据库：升级、检查。")


def migrate() -> None:
    """Run what migrations are missing."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade()


database.command("upgrade", help="建立或升级数据库。例：groupmgr db upgrade")(migrate)


@database.command("check", help="核对数据库与程序是否一致。例：groupmgr db check")
def check_database() -> None:
    """Compare the database with the models."""
    with db.engine.connect() as connection:
        differences = versions.differences(connection)
    if differences:
        raise RuleBroken(f"数据库与程序有 {differences} 处不一致，请执行 groupmgr db upgrade")
    click.echo("数据库与程序一致")
