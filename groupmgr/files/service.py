"""Take files in; who may see them is decided where they are used."""

from typing import IO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.files.kinds import LARGEST, check
from groupmgr.files.models import StoredFile
from groupmgr.files.pictures import without_place
from groupmgr.files.store import Store
from groupmgr.kernel.errors import RuleBroken


def keep(session: Session, store: Store, file: IO[bytes], name: str) -> StoredFile:
    """Check an uploaded file and keep its content once; refuse with the reason."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RuleBroken(f"“{name}”超过 {LARGEST // 1024**2} MB，请压缩或拆分后再传")
    kind = check(content, name)
    return keep_made(session, store, without_place(content, kind.media_type), kind.media_type)


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
