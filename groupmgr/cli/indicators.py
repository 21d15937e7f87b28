"""Every indicator of a year from the shell."""

import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import click
import sqlalchemy as sa
from flask.cli import with_appcontext

from groupmgr.cli.imports import office
from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.period import Reading, Scope
from groupmgr.members.models import Unit
from groupmgr.performance import service
from groupmgr.performance.service import Line
from groupmgr.policy import Actor

COLUMNS = (
    *("code", "name", "unit", "value", "numerator", "denominator", "reported", "expected"),
    *(reading.value for reading in Reading),
)
HEADS = ("编号", "指标", "数值", "单位", "上年同期", "已报/应报", "各读数")
SAME = "三种读数相同"


@click.command(
    help="输出一年的全部指标。例：groupmgr indicators --group yunling --year 2024 --format json",
)
@click.option("--group", "code", required=True, help="集团代码。")
@click.option("--year", required=True, type=click.IntRange(1990, 2100), help="年度。")
@click.option("--unit", help="统一社会信用代码或单位编号；不给则为集团口径。")
@click.option(
    "--reading",
    type=click.Choice([reading.value for reading in Reading]),
    default=Reading.APPROVED.value,
    help="读数：已通过、且各方确认、且佐证为A级。",
)
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@with_appcontext
def indicators(code: str, year: int, unit: str | None, reading: str, form: str) -> None:
    """Write every indicator of a year with what it rests on, and its value under every reading."""
    actor = office(code)
    scope = Scope(
        actor.group_id,
        service.period_of(year, today()),
        _unit(unit) if unit else None,
        Reading.of_code(reading),
    )
    _FORMATS[form](actor, scope, service.readings(db.session(), scope))


def _unit(asked: str) -> int:
    by_key = Unit.id == int(asked) if asked.isdecimal() and len(asked) < 10 else sa.false()
    found = db.session.scalar(sa.select(Unit.id).where(sa.or_(Unit.uscc == asked, by_key)))
    if found is None:
        raise RuleBroken(f"没有统一社会信用代码或编号为 {asked} 的单位")
    return found


def _json(actor: Actor, scope: Scope, lines: Sequence[Line]) -> None:
    found = [{**_plain(line), "records": _records(actor, scope, line)} for line in lines]
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _plain(line: Line) -> dict[str, Any]:
    figure = line.figure
    return {
        "code": line.indicator.code,
        "name": line.indicator.name,
        "unit": line.indicator.unit,
        "value": _written(figure.value),
        "numerator": _written(figure.numerator),
        "denominator": _written(figure.denominator),
        "coverage": {"reported": figure.reported, "expected": figure.expected},
        "readings": _readings(line),
    }


def _readings(line: Line) -> dict[str, str | None] | None:
    """Return the value under every reading, or nothing where they cannot differ."""
    return {one.value: _written(found.value) for one, found in line.proofs.items()} or None


def _records(actor: Actor, scope: Scope, line: Line) -> list[int]:
    """Return the keys of the rows behind the figure, of a ratio those of its numerator."""
    rows = service.details(actor, line.indicator.parts[0], scope).subquery()
    return list(db.session.scalars(sa.select(rows.c.id).order_by(rows.c.id)))


def _csv(actor: Actor, scope: Scope, lines: Sequence[Line]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        plain = _plain(line)
        flat = {**plain, **plain["coverage"], **(plain["readings"] or {})}
        writer.writerow([flat.get(column) for column in COLUMNS])


def _table(actor: Actor, scope: Scope, lines: Sequence[Line]) -> None:
    click.echo("\t".join(HEADS))
    for line in lines:
        figure, indicator = line.figure, line.indicator
        coverage = f"{figure.reported}/{figure.expected}"
        values = [_shown(line, figure.value), indicator.unit, _shown(line, line.before.value)]
        every = "/".join(_shown(line, one.value) for one in line.proofs.values()) or SAME
        click.echo("\t".join([indicator.code, indicator.name, *values, coverage, every]))


def _shown(line: Line, value: Decimal | None) -> str:
    return "未报" if value is None else f"{value:,.{line.indicator.decimals}f}"


def _written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


_FORMATS: Mapping[str, Callable[[Actor, Scope, Sequence[Line]], None]] = {
    "table": _table,
    "json": _json,
    "csv": _csv,
}
