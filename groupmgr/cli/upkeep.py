"""Back up, restore and look after an installation."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from groupmgr.cli.database import migrate
from groupmgr.cli.progress import tell
from groupmgr.extensions import db
from groupmgr.upkeep import backup as backing_up
from groupmgr.upkeep import restore as restoring
from groupmgr.upkeep.archive import Manifest
from groupmgr.upkeep.checks import examine
from groupmgr.upkeep.finding import Site


@click.command(
    help="把数据库和全部文件备份成一个文件，不必停止服务。例：groupmgr backup 备份-20241231.zip"
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write a backup and say what is in it."""
    manifest = backing_up.backup(db.engine, _home(), file, tell)
    click.echo(f"已写入 {file}：数据库和 {manifest.files:,} 个文件")
    _warn_of_lost(manifest)


@click.command(help="把备份恢复到空的数据目录。例：groupmgr restore 备份-20241231.zip")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(file: Path) -> None:
    """Bring a backup back, up to the state of the code."""
    manifest = restoring.restore(db.engine, _home(), file, tell)
    migrate()
    click.echo(f"已恢复 {manifest.made_at} 的备份：数据库和 {manifest.files:,} 个文件")
    _warn_of_lost(manifest)


@click.command(help="检查安装是否完好，逐项给出结论和办法。例：groupmgr doctor")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=60,
    show_default=True,
    help="逐项重算指标最多用多少秒；没来得及算的会列明。",
)
@click.pass_context
@with_appcontext
def doctor(context: click.Context, seconds: float) -> None:
    """Answer every question in one line; fail where one of the answers is not good."""
    site = Site(db.engine.execution_options(reads=True), _home(), seconds)
    wrong = 0
    for subject, finding in examine(site):
        wrong += not finding.good
        verdict = "通过" if finding.good else "有问题"
        remedy = "" if finding.good else f"。{finding.remedy}"
        click.echo(f"{verdict}  {subject}：{finding.words}{remedy}")
        for line in finding.details:
            click.echo(f"        {line}")
    context.exit(1 if wrong else 0)


def _home() -> Path:
    return Path(current_app.config["HOME"])


def _warn_of_lost(manifest: Manifest) -> None:
    if manifest.lost:
        lost = len(manifest.lost)
        click.echo(f"备份时有 {lost:,} 个文件缺失或损坏，不在其中；见 groupmgr doctor", err=True)
