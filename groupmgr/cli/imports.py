"""Tables from the shell: the same comparison and the same rules as in the pages."""

from collections.abc import Sequence
from pathlib import Path

import click
import sqlalchemy as sa
from flask.cli import with_appcontext

from groupmgr.activities.workbook import PAST
from groupmgr.extensions import db
from groupmgr.features import BOOKS
from groupmgr.groups.models import Group
from groupmgr.jobs.work import Courtesy
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Actor, Role
from groupmgr.workbooks.book import Desk
from groupmgr.workbooks.desk_forms import read, seal, sit_down
from groupmgr.workbooks.models import Import, ImportRow, Outcome
from groupmgr.workbooks.service import bringing, taking
from groupmgr.workbooks.service.comparing import Told, compare

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
NAMES = "，".join(f"{book.key} {book.name}" for book in BOOKS)


@click.command(
    "import",
    help=f"从电子表格（.xlsx、.xls、.ods、.csv）导入一个登记（{NAMES}）。"
    "例：groupmgr import members 名册.xlsx --group yunling --dry-run",
)
@click.argument("register", type=click.Choice([book.key for book in BOOKS]))
@click.argument("file", type=FILE)
@click.option("--group", "code", required=True, help="集团代码。")
@click.option("--overwrite", is_flag=True, help="与已登记的不同时以表中为准；不给则留下不导入。")
@click.option("--as-approved", is_flag=True, help="首次载入往年活动：直接计入，记入操作日志。")
@click.option("--dry-run", is_flag=True, help="只看结果，不保存。")
@click.option("--refused", type=NEW_FILE, help="把没有导入的行连同“问题”写到这个 .xlsx。")
@with_appcontext
def imports(
    register: str,
    file: Path,
    code: str,
    overwrite: bool,
    as_approved: bool,
    dry_run: bool,
    refused: Path | None,
) -> None:
    """Enter what a file says."""
    at, group = _desk(register, code, as_approved=as_approved)
    made = bringing.start(at, file.name, "")
    told = _quietly if dry_run else _by_and_by()
    told(0, 0)
    compare(at, read(at, file.name, file.read_bytes()), made, told)
    if overwrite:
        taking.choose_all(at.session, made, Outcome.CONFLICT, accepted=True)
    if not dry_run and bringing.counted(at.session, made).accepted:
        taking.begin(at.session, made)
        taking.take(at, made, told)
    rows = at.session.scalars(bringing.rows(made, None)).all()
    _answer(rows, made.unchanged, dry_run=dry_run)
    if refused:
        refused.write_bytes(bringing.rest(at, seal(), group.short_name, made))
    _finish(rows, made, keep=not dry_run)


def office(code: str) -> Actor:
    """Return the shell as a system administrator in a group."""
    return Actor(0, "命令行", frozenset({Role.SYSTEM}), _group(code).id)


def _group(code: str) -> Group:
    group = db.session.scalar(sa.select(Group).where(Group.code == code))
    if group is None:
        raise RuleBroken(f"没有代码为 {code} 的集团")
    return group


def _desk(register: str, code: str, *, as_approved: bool) -> tuple[Desk, Group]:
    if as_approved and register != PAST.key:
        raise RuleBroken(f"--as-approved 只用于 {PAST.key}")
    book = PAST if as_approved else next(book for book in BOOKS if book.key == register)
    group = _group(code)
    return sit_down(book, db.session(), group, office(code)), group


def _quietly(done: int, total: int) -> None:
    """Say nothing of how far it is; all of it is one transaction, which is taken back."""


def _by_and_by() -> Told:
    """Commit what was done so far, and let others write who wait."""
    courtesy = Courtesy()

    def tell(done: int, total: int) -> None:
        db.session.commit()
        courtesy.give_way(db.engine)

    return tell


def _answer(rows: Sequence[ImportRow], unchanged: int, *, dry_run: bool) -> None:
    for row in rows:
        words = "；".join(row.faults.values()) or "；".join(map(_told, row.changes.values()))
        said = [f"第 {row.number} 行", row.outcome.label, row.name, words]
        click.echo("  ".join(one for one in said if one))
    counts = [f"{one.label} {sum(row.outcome is one for row in rows)} 行" for one in Outcome]
    counts.append(f"无变化 {unchanged} 行")
    taken = "试算，没有保存" if dry_run else f"导入 {sum(row.taken for row in rows)} 行"
    click.echo(f"{'，'.join(counts)}（{taken}）")


def _told(change: dict[str, str]) -> str:
    return f"{change['label']}：{change['now'] or '（空）'} → {change['said'] or '（空）'}"


def _finish(rows: Sequence[ImportRow], made: Import, *, keep: bool) -> None:
    """Keep what was taken over, or forget that it was tried."""
    faulty = sum(row.outcome is Outcome.FAULTY for row in rows)
    if keep:
        db.session.commit()
    else:
        db.session.rollback()
    if faulty and faulty == len(rows) and not made.unchanged:
        raise RuleBroken("没有一行可以导入，请按上面的原因修改后再试")
