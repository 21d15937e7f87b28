"""How much a database holds, and how all of it goes."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store
from groupmgr.kernel.base import Base


def held(session: Session) -> int:
    """Return the number of rows of all tables."""
    tables = Base.metadata.sorted_tables
    counts = (session.scalar(sa.select(sa.func.count()).select_from(t)) for t in tables)
    return sum(count or 0 for count in counts)


def clear(session: Session) -> None:
    """Delete every row, those that depend on others first; keys begin at 1 again."""
    tables = Base.metadata.sorted_tables
    if session.get_bind().dialect.name == "postgresql":
        names = ", ".join(table.name for table in tables)
        session.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    else:
        for table in reversed(tables):
            session.execute(sa.delete(table))
    session.expunge_all()


def sweep(session: Session, store: Store) -> int:
    """Remove the stored content that no record knows any more and return how many files went."""
    known = set(session.scalars(sa.select(StoredFile.sha256)))
    lost = [place for place in store.root.glob("??/*") if place.name not in known]
    for place in lost:
        place.unlink()
    return len(lost)
