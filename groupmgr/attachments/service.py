"""Keep files at the things they belong to, and take them away."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.attachments.models import Attachment
from groupmgr.files import service as files
from groupmgr.files.store import Store
from groupmgr.journal import service as journal
from groupmgr.kernel.base import Record
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor

NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Place:
    """Parts of a register's records to which files belong, such as the plaques of bases.

    `name` stands in addresses, `column` is where an attachment holds the key of
    the part, `key` where the part holds that of its record; the record decides
    who may `view` and `edit`. `words` say of a part what it is; `page` shows the
    record, whose key it calls `named`.
    """

    name: str
    column: str
    record: type[Record]
    part: type[Record]
    key: str
    view: Action
    edit: Action
    words: Callable[[Any], str]
    page: str
    named: str


def of_part(session: Session, place: Place, part: Record) -> Sequence[Attachment]:
    """Return the files of a part that the caller was shown."""
    query = sa.select(Attachment).where(getattr(Attachment, place.column) == part.id)
    return session.scalars(query.options(joinedload(Attachment.file)).order_by(Attachment.id)).all()


def attach(
    session: Session, actor: Actor, place: Place, record: Any, part: Any, sent: tuple[Any, ...]
) -> Attachment:
    """Keep a file (`sent`: store, content, name) at a part; refuse it with the reason."""
    store: Store
    content: IO[bytes]
    store, content, name = sent
    policy.require_on(session, actor, place.edit, record)
    stored = files.keep(session, store, content, name)
    if any(one.file_id == stored.id for one in of_part(session, place, part)):
        raise RuleBroken(f"“{name}”已经传过")
    added = Attachment(file=stored, name=name[-NAME_LENGTH:], **{place.column: part.id})
    session.add(added)
    _note(session, actor, "添加文件", record, f"{place.words(part)}：{name}")
    return added


def remove(
    session: Session, actor: Actor, place: Place, record: Any, part: Any, gone: Attachment
) -> None:
    """Take a file away; its content stays where other uses need it."""
    policy.require_on(session, actor, place.edit, record)
    session.delete(gone)
    _note(session, actor, "移除文件", record, f"{place.words(part)}：{gone.name}")


def refuse_loss(session: Session, column: str, keys: Collection[int | None], field: str) -> None:
    """Refuse to drop parts that hold files: these are removed first, one by one."""
    there = getattr(Attachment, column).in_({key for key in keys if key is not None})
    named = session.scalar(sa.select(Attachment.name).where(there).limit(1)) if keys else None
    if named is not None:
        raise RuleBroken(f"要删除或改日期的一行有文件“{named}”，请先移除文件", field)


def _note(session: Session, actor: Actor, deed: str, record: Any, words: str) -> None:
    journal.record(session, actor, deed, record, before=journal.facts(record), reason=words)
