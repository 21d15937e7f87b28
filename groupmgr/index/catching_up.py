"""Find words for what has none: records from before an upgrade, and files that just came."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.files import apart
from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store
from groupmgr.files.texts import can_read
from groupmgr.index.models import Wording
from groupmgr.index.writing import add, row, row_of, searched
from groupmgr.jobs.recurring import Recurring
from groupmgr.jobs.work import Work

JOB = "index"
AT_ONCE = 500


def catch_up(work: Work) -> None:
    """Write the words of everything that has none; what was written stays when it is stopped."""
    total = sum(_missing(work.session, model) for model in searched())
    done = 0
    for model in searched():
        while things := work.session.scalars(_without(model).limit(AT_ONCE)).all():
            add(work.session.connection(), [row(one) for one in things])
            done += len(things)
            work.progress("建立搜索", done, total)
    _read_files(work)


def any_left(session: Session) -> bool:
    """Tell whether anything has no words yet."""
    return any(_missing(session, model) for model in (*searched(), StoredFile))


def _read_files(work: Work) -> None:
    files = work.session.scalars(_without(StoredFile)).all()
    for done, file in enumerate(files):
        text = _text(Path(work.home), file) if can_read(file.media_type) else ""
        add(work.session.connection(), [row_of(file.__tablename__, file.id, "", [text])])
        work.progress("读取文件", done + 1, len(files))


def _text(home: Path, file: StoredFile) -> str:
    source = Store.under(home).path(file.sha256)
    if not source.is_file():
        return ""
    with tempfile.TemporaryDirectory() as folder:
        return apart.read(source, file.media_type, Path(folder) / "text")


def _without(model: Any) -> sa.Select[Any]:
    written = sa.exists().where(Wording.thing == model.__tablename__, Wording.thing_id == model.id)
    return sa.select(model).where(~written).order_by(model.id)


def _missing(session: Session, model: Any) -> int:
    count = sa.select(sa.func.count()).select_from
    known = session.scalar(count(Wording).where(Wording.thing == model.__tablename__))
    return (session.scalar(count(model)) or 0) - (known or 0)


RECURRING = Recurring(JOB, dt.timedelta(minutes=5), any_left)
