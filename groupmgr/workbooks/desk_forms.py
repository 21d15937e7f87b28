"""Sit down at the form of a register, in a request or in a job."""

from collections.abc import Mapping
from typing import cast

from flask import current_app, g
from sqlalchemy.orm import Session

from groupmgr.accounts.models import Account
from groupmgr.extensions import db
from groupmgr.groups.models import Group
from groupmgr.jobs.work import Work
from groupmgr.kernel.errors import NotAllowed
from groupmgr.policy import Actor
from groupmgr.tables.waiting import Waiting
from groupmgr.web.access import actor
from groupmgr.web.ports import ports
from groupmgr.workbooks.book import Book, Desk
from groupmgr.workbooks.forms import Filler
from groupmgr.workbooks.models import Import
from groupmgr.workbooks.reading import bring
from groupmgr.workbooks.said import Brought
from groupmgr.workbooks.service import taking, undoing
from groupmgr.workbooks.service.comparing import Told, compare
from groupmgr.workbooks.stamps import Seal

JOB = "workbook"
COMPARE, TAKE, UNDO = "compare", "take", "undo"


def books() -> Mapping[str, Book]:
    """Return the registers that are workbooks too."""
    return cast(Mapping[str, Book], current_app.extensions["groupmgr.books"])


def desk(book: Book) -> Filler:
    """Return the form for the person whose request this is."""
    return Filler(book, db.session(), actor())


def seal() -> Seal:
    """Return what signs for this installation."""
    return Seal(str(current_app.config["SECRET_KEY"]))


def waiting() -> Waiting:
    """Return the folder in which workbooks wait."""
    return Waiting.under(current_app.config["HOME"])


def read(at: Desk, name: str, content: bytes) -> Brought:
    """Read a workbook for a register."""
    return bring(at.book, at.columns, seal(), name, content)


def handle(work: Work) -> None:
    """Do in a job what takes longer than a person waits."""
    with current_app.app_context():
        made = work.session.get_one(Import, work.arguments["import_id"])
        at = _desk(work.session, made, work.arguments["account_id"])
        deed = work.arguments["deed"]
        words = {COMPARE: "比对", TAKE: "导入", UNDO: "撤销"}[deed]
        work.progress(words)
        do(deed, at, made, lambda done, total: work.progress(words, done, total))


def do(deed: str, at: Desk, made: Import, told: Told = lambda done, total: None) -> None:
    """Compare a workbook, take it over, or undo that."""
    if deed == COMPARE:
        name, content = made.name, waiting().read(made.kept)
        told(0, 0)  # Nobody waits while a large file is read.
        compare(at, read(at, name, content), made, told)
    elif deed == TAKE:
        taking.take(at, made, told)
    else:
        undoing.undo(at, made, told)


def sit_down(book: Book, session: Session, group: Group, actor: Actor) -> Filler:
    """Return the form for somebody whose request this is not: in a job, in the shell."""
    g.group, g.actor = group, actor
    g.units = ports().units_of(session, group.id)
    return Filler(book, session, actor)


def _desk(session: Session, made: Import, account_id: int) -> Filler:
    """Return the form for the person who asked, with the rights of this moment."""
    account = session.get_one(Account, account_id)
    found = ports().enter(session, account, session.get_one(Group, made.group_id).code)
    if found is None:
        raise NotAllowed("您已不能在这个集团中导入")
    return sit_down(books()[made.register], session, *found)
