"""Examine in the background what was kept before files were examined, as after an upgrade."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.files.models import StoredFile
from groupmgr.files.service import examine, unexamined
from groupmgr.files.store import Store
from groupmgr.jobs.recurring import Recurring
from groupmgr.jobs.work import Work

JOB = "examine"


def examine_all(work: Work) -> None:
    """Examine one picture after the other; each is committed, so nobody waits for the next."""
    store = Store.under(work.home)
    keys = work.session.scalars(unexamined()).all()
    for done, key in enumerate(keys):
        stored = work.session.get_one(StoredFile, key)
        place = store.path(stored.sha256)
        if place.is_file():
            examine(work.session, store, stored, place.read_bytes())
        stored.examined = True  # also what is lost: the doctor tells of it
        work.progress("核查照片", done + 1, len(keys))


def any_left(session: Session) -> bool:
    """Tell whether there is any to do."""
    return bool(session.scalar(sa.select(unexamined().exists())))


RECURRING = Recurring(JOB, dt.timedelta(hours=1), any_left)
