"""Take files in; who may see them is decided where they are used."""

from typing import IO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.files.kinds import LARGEST, check
from groupmgr.files.likeness import look
from groupmgr.files.models import StoredFile
from groupmgr.files.pictures import silent, taken_on
from groupmgr.files.store import Store
from groupmgr.kernel.errors import RuleBroken


def keep(session: Session, store: Store, file: IO[bytes], name: str) -> StoredFile:
    """Check an uploaded file and keep its content once, as it came; refuse with the reason."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RuleBroken(f"“{name}”超过 {LARGEST // 1024**2} MB，请压缩或拆分后再传")
    stored = keep_made(session, store, content, check(content, name).media_type)
    if not stored.examined:
        examine(session, store, stored, content)
    return stored


def keep_made(session: Session, store: Store, content: bytes, media_type: str) -> StoredFile:
    """Keep content that the product itself made."""
    sha256 = store.put(content)
    known = session.scalar(sa.select(StoredFile).where(StoredFile.sha256 == sha256))
    if known is not None:
        return known
    stored = StoredFile(sha256=sha256, size=len(content), media_type=media_type)
    session.add(stored)
    session.flush()
    return stored


def examine(session: Session, store: Store, stored: StoredFile, content: bytes) -> None:
    """Note what a picture looks like and when it was taken, and keep what is shown of it."""
    stored.examined = True
    if stored.is_picture:
        _look_at(session, store, stored, content)
    session.flush()


def _look_at(session: Session, store: Store, stored: StoredFile, content: bytes) -> None:
    stored.taken_on = taken_on(content, stored.media_type)
    found = look(content) or (None,) * 4
    stored.look_1, stored.look_2, stored.look_3, stored.look_4 = found
    shown = silent(content, stored.media_type)
    if shown != content:
        cleaned = keep_made(session, store, shown, stored.media_type)
        cleaned.look_1, cleaned.look_2, cleaned.look_3, cleaned.look_4 = found
        cleaned.examined, stored.cleaned = True, cleaned


def unexamined() -> sa.Select[int]:
    """Select the keys of the pictures that were kept before files were examined."""
    pictures = StoredFile.media_type.startswith("image/")
    return sa.select(StoredFile.id).where(StoredFile.examined.is_(False), pictures)
