"""The year's report from the shell."""

import datetime as dt
from pathlib import Path

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import AppGroup

from groupmgr.cli.progress import tell
from groupmgr.extensions import db
from groupmgr.files.store import Store
from groupmgr.groups.models import Group
from groupmgr.kernel.errors import RuleBroken
from groupmgr.reports.collect.year import collect
from groupmgr.reports.editing.gathering import edits_for
from groupmgr.reports.facts import Facts
from groupmgr.reports.making import FORMATS
from groupmgr.reports.proofing import checking as proofing
from groupmgr.reports.proofing.findings import Severity, blocks
from groupmgr.reports.proofing.known import NOTHING, known
from groupmgr.reports.proofing.reading import of_file
from groupmgr.reports.service import check, last_day
from groupmgr.reports.verifying import verify

report = AppGroup("report", help="年度工作报告：生成、校对、核验。")


@report.command(
    "build",
    help="生成报告。例：groupmgr report build --group yunling --year 2024 --output 报告.pdf",
)
@click.option("--group", "code", required=True, help="集团代码。")
@click.option("--year", required=True, type=int, help="报告年度。")
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="不给则按文件名后缀。")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="数据截止日，如 2024-12-31。")
def build(code: str, year: int, output: Path, form: str | None, as_of: dt.datetime | None) -> None:
    """Write the report of a year from the records as they are, with what people wrote over it."""
    wanted = form or output.suffix.lower().removeprefix(".")
    if wanted not in FORMATS:
        raise click.UsageError(f"文件后缀应为 {'、'.join(FORMATS)} 之一，或用 --format 指明")
    store = Store.under(current_app.config["HOME"])
    facts, edits = _facts(code, year, as_of), edits_for(db.session(), _group(code).id, year)
    _write(output, FORMATS[wanted](facts, tell, edits=edits, store=store))
    click.echo(f"已写入 {output}")


@report.command(
    "check",
    help="校对一份报告（.docx 或 .txt）；给出集团和年度，就同时核对单位名称、数字和日期。"
    "例：groupmgr report check 报告.docx --group yunling --year 2024",
)
@click.argument("file", type=click.Path(exists=True, path_type=Path, dir_okay=False))
@click.option("--group", "code", help="集团代码。")
@click.option("--year", type=int, help="报告年度。")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="数据截止日，如 2024-12-31。")
def proof_read(file: Path, code: str | None, year: int | None, as_of: dt.datetime | None) -> None:
    """List what a careful reader would mark; end with the status 1 where something must change."""
    if (code is None) != (year is None):
        raise click.UsageError("--group 和 --year 要一起给")
    lines = of_file(file.name, file.read_bytes())
    found = proofing.check(lines, known(_facts(code, year, as_of)) if code and year else NOTHING)
    for one in found:
        place = f"第{one.line}行第{one.start + 1}字"
        instead = f"，可改为“{one.suggestion}”" if one.suggestion else ""
        others = f"（另有{one.more}处）" if one.more else ""
        click.echo(f"{one.severity.label}　{place}　{one.words}{instead}{others}　{one.said}")
    must = sum(one.severity is Severity.MUST for one in found)
    click.echo(f"须改{must}处，建议{len(found) - must}处" if found else "没有发现问题")
    if blocks(found):
        raise SystemExit(1)


@report.command("verify", help="核验一份报告。例：groupmgr report verify 报告.pdf")
@click.argument("file", type=click.Path(exists=True, path_type=Path, dir_okay=False))
def check_file(file: Path) -> None:
    """Say whether a PDF is one that was made here; end with the status 1 where it is not."""
    verdict = verify(db.session(), file.read_bytes())
    click.echo(verdict.words)
    if not verdict.same:
        raise SystemExit(1)


def _facts(code: str, year: int, as_of: dt.datetime | None) -> Facts:
    cut_off = as_of.date() if as_of else last_day(year)
    check(year, cut_off)
    return collect(db.session(), _group(code), year, cut_off, current_app.config["SITE"] or "")


def _group(code: str) -> Group:
    group = db.session.scalar(sa.select(Group).where(Group.code == code))
    if group is None:
        raise RuleBroken(f"没有代码为 {code} 的集团")
    return group


def _write(output: Path, content: bytes) -> None:
    """Write the whole file or nothing of it."""
    draft = output.with_name(f".{output.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
