"""The table of the words of all records, with the index that each database has for words."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.kernel.base import Base, Short, Text

MATCHED = "wording_matches"


class Wording(Base):
    """What a record says, for finding it: `thing` and `thing_id` name its table and its key.

    `words` are its pieces (`index.words`) with a space between them, first of
    all the mark of its table; `plain` is what it says beside its name.
    """

    __tablename__ = "wordings"
    __table_args__ = (sa.UniqueConstraint("thing", "thing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thing: Mapped[Short]
    thing_id: Mapped[int]
    words: Mapped[Text]
    plain: Mapped[Text]


def mark(thing: str) -> str:
    """Return the piece that every row of a table bears, so that others are not looked through."""
    return f"§{thing.replace('_', '')}"


# SQLite: an FTS5 table over `words`, which follows it by triggers.
_SQLITE = (
    "CREATE VIRTUAL TABLE wording_matches USING fts5("
    "words, content='wordings', content_rowid='id', tokenize='ascii')",
    "CREATE TRIGGER wordings_come AFTER INSERT ON wordings BEGIN "
    "INSERT INTO wording_matches(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER wordings_go AFTER DELETE ON wordings BEGIN "
    "INSERT INTO wording_matches(wording_matches, rowid, words) "
    "VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER wordings_change AFTER UPDATE OF words ON wordings BEGIN "
    "INSERT INTO wording_matches(wording_matches, rowid, words) "
    "VALUES ('delete', old.id, old.words); "
    "INSERT INTO wording_matches(rowid, words) VALUES (new.id, new.words); END",
)
#: The pieces as PostgreSQL compares them; without a parser, which would know no Chinese.
VECTOR = "array_to_tsvector(string_to_array(words, ' '))"
_POSTGRESQL = (f"CREATE INDEX ix_wordings_words ON wordings USING gin ({VECTOR})",)
INDEX = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def _make_index(table: Any, connection: sa.Connection, **_: Any) -> None:
    for statement in INDEX[connection.dialect.name]:
        connection.exec_driver_sql(statement)


sa.event.listen(Wording.__table__, "after_create", _make_index)
