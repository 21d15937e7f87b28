"""Keep papers on units, comments on editions, and Word files that came back."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    _add(
        "unit_papers",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("word_id", sa.Integer(), nullable=True),
        sa.UniqueConstraint("code", name=op.f("uq_unit_papers_code")),
        points={
            "unit_id": "units.id",
            "file_id": "stored_files.id",
            "word_id": "stored_files.id",
        },
        indexed=(("unit_id",), ("file_id",), ("seal",), ("group_id", "year", "kind", "unit_id")),
    )
    _add(
        "edition_comments",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("quoted", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        points={
            "edition_id": "editions.id",
            "unit_id": "units.id",
            "answered_by_id": "accounts.id",
        },
        indexed=(("unit_id",), ("edition_id", "verdict"), ("group_id", "verdict")),
    )
    _add(
        "returned_words",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("taken", sa.JSON(), nullable=False),
        points={"edition_id": "editions.id", "file_id": "stored_files.id"},
        indexed=(("edition_id",),),
    )


def _add(
    table: str,
    *columns: sa.Column | sa.Constraint,
    points: dict[str, str],
    indexed: tuple[tuple[str, ...], ...],
) -> None:
    every = {"group_id": "groups.id", "made_by_id": "accounts.id"} | points
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        *columns,
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_{table}_{name}"))
            for name, target in every.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for names in (("group_id",), *indexed):
        op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, list(names))


def downgrade() -> None:
    for table in ("returned_words", "edition_comments", "unit_papers"):
        op.drop_table(table)
