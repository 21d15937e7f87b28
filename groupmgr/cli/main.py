"""The command line `groupmgr`."""

import sys

import click
import sqlalchemy as sa
from flask.cli import AppGroup, ScriptInfo

from groupmgr.app import create_app
from groupmgr.cli.database import database
from groupmgr.cli.demo import demo
from groupmgr.cli.imports import imports
from groupmgr.cli.indicators import indicators
from groupmgr.cli.report import report
from groupmgr.cli.serve import serve, worker
from groupmgr.cli.upkeep import backup, doctor, restore
from groupmgr.cli.user import user
from groupmgr.kernel.errors import RuleBroken

COMMANDS = (
    serve,
    worker,
    database,
    demo,
    user,
    imports,
    indicators,
    report,
    backup,
    restore,
    doctor,
)


commands = AppGroup("groupmgr", help="职教集团管理。每个命令都有 --help。")
for command in COMMANDS:
    commands.add_command(command)


def main() -> None:
    """Run a command; what a rule or the disk forbids is one sentence and the exit status 1."""
    try:
        commands.main(prog_name="groupmgr", obj=ScriptInfo(create_app=create_app))
    except RuleBroken as broken:
        click.echo(str(broken), err=True)
    except sa.exc.OperationalError as error:
        click.echo(f"数据库不能使用：{error.orig}", err=True)
    except OSError as error:
        click.echo(f"不能读写 {error.filename or '文件'}：{error.strerror}", err=True)
    sys.exit(1)
