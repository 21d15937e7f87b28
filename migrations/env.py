"""Run the migrations on the database of the current app."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from flask import current_app

from groupmgr.upkeep.versions import is_compared

db = current_app.extensions["migrate"].db


def render(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """Write our own column types as what the database sees."""
    if kind == "type" and isinstance(thing, sa.TypeDecorator):
        return f"sa.{type(thing.impl).__name__}()"
    if kind == "type" and isinstance(thing, sa.Enum):
        return f"sa.String(length={thing.length})"
    return False


with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        render_item=render,
        compare_type=True,
        include_name=is_compared,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
