"""Which migration the database stands at, and how far that is from the code."""

from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from groupmgr.kernel.base import Base
from groupmgr.paths import resource_dir


def current(connection: sa.Connection) -> str | None:
    """Return the migration that the database stands at, or nothing before the first."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """Return the migration that the code wants."""
    return _migrations().get_current_head()


def known() -> set[str]:
    """Return every migration of the code: an older database can be brought up from these."""
    return {step.revision for step in _migrations().walk_revisions()}


def differences(connection: sa.Connection) -> int:
    """Count what the tables of the database and the models do not have in common."""
    compared = MigrationContext.configure(connection, opts={"include_name": is_compared})
    return len(compare_metadata(compared, Base.metadata))


def is_compared(name: str | None, kind: str, parents: Any) -> bool:
    """Leave out the index of the words (`groupmgr.index`), which each database keeps in its way."""
    return not (name or "").startswith(("wording_matches", "ix_wordings_words"))


def _migrations() -> ScriptDirectory:
    return ScriptDirectory(resource_dir("migrations"))
