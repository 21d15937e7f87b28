"""The rows whose words hold what somebody typed, by the index of the database at hand."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from groupmgr.index.models import MATCHED, VECTOR, Wording, mark
from groupmgr.index.words import Term, terms


def found(dialect: str, thing: str, typed: str) -> sa.Select[int, int]:
    """Return the keys of the records of a table, and those of their words, newest first.

    Who types nothing finds nothing.
    """
    asked = terms(typed)
    if not asked:
        return sa.select(Wording.thing_id, Wording.id).where(sa.false())
    query = _sqlite if dialect == "sqlite" else _postgresql
    return query(thing, asked)


def keys(dialect: str, thing: str, typed: str) -> sa.Select[int]:
    """Return the keys alone, in no order, for a condition of a list."""
    return found(dialect, thing, typed).order_by(None).with_only_columns(Wording.thing_id)


def _sqlite(thing: str, asked: list[Term]) -> sa.Select[int, int]:
    matches = sa.table(MATCHED, sa.column("rowid", sa.Integer), sa.column(MATCHED))
    phrases = [f'"{" ".join(term.pieces)}"{"*" if term.is_prefix else ""}' for term in asked]
    asking = " AND ".join([f'"{mark(thing)}"', *phrases])
    return (
        # The index yields its own key in order; that of the table it would have to sort.
        sa.select(Wording.thing_id, matches.c.rowid.label("id"))
        .join_from(matches, Wording, Wording.id == matches.c.rowid)
        .where(matches.c[MATCHED].op("MATCH")(asking), Wording.thing == thing)
        .order_by(matches.c.rowid.desc())
    )


def _postgresql(thing: str, asked: list[Term]) -> sa.Select[int, int]:
    lexemes = [f"'{piece}'{':*' if t.is_prefix else ''}" for t in asked for piece in t.pieces]
    asking = sa.cast(" & ".join([f"'{mark(thing)}'", *lexemes]), TSQUERY)
    vector: sa.ColumnElement[Any] = sa.literal_column(VECTOR)
    # The pieces of a phrase stand side by side.
    rows = [Wording.words.contains(" ".join(t.pieces)) for t in asked if len(t.pieces) > 1]
    return (
        sa.select(Wording.thing_id, Wording.id)
        .where(vector.op("@@")(asking), Wording.thing == thing, *rows)
        .order_by(Wording.id.desc())
    )
