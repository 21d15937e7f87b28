"""Keep manuscripts of reports: outlines, passages with their versions, and what was waved."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("editions", sa.Column("edits", sa.Text(), nullable=True))
    _table(
        "manuscripts",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("facts_at", sa.DateTime(), nullable=True),
        points={"job_id": "jobs.id", "group_id": "groups.id"},
        needed=("group_id",),
        unique=("group_id", "year"),
    )
    op.create_index(op.f("ix_manuscripts_group_id"), "manuscripts", ["group_id"])
    _table(
        "outlines",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("heading", sa.String(length=120), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("arranged", sa.Text(), nullable=True),
        sa.Column("above", sa.String(length=200), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        points={"manuscript_id": "manuscripts.id", "writer_id": "accounts.id"},
        needed=("manuscript_id",),
        unique=("manuscript_id", "key"),
    )
    op.create_index(op.f("ix_outlines_writer_id"), "outlines", ["writer_id"])
    _table(
        "passages",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        points={"manuscript_id": "manuscripts.id"},
        needed=("manuscript_id",),
        unique=("manuscript_id", "key"),
    )
    _table(
        "passage_versions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("deed", sa.String(length=32), nullable=False),
        sa.Column("author_name", sa.String(length=40), nullable=False),
        points={"passage_id": "passages.id", "author_id": "accounts.id"},
        needed=("passage_id",),
        unique=("passage_id", "number"),
    )
    _table(
        "waved_findings",
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        points={"manuscript_id": "manuscripts.id", "author_id": "accounts.id"},
        needed=("manuscript_id",),
        unique=("manuscript_id", "mark"),
    )


def downgrade() -> None:
    for table in ("waved_findings", "passage_versions", "passages", "outlines", "manuscripts"):
        op.drop_table(table)
    op.drop_column("editions", "edits")


def _table(
    name: str,
    *columns: sa.Column,
    points: dict[str, str],
    needed: tuple[str, ...],
    unique: tuple[str, ...],
) -> None:
    keys = [sa.Column(one, sa.Integer(), nullable=one not in needed) for one in points]
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        *keys,
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint([one], [target], name=op.f(f"fk_{name}_{one}"))
            for one, target in points.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}")),
    )
