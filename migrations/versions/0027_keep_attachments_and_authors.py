"""Keep files at plaques, stages, uses and certificates, and the authors of outputs in their order."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

ABOVE = {
    "plaque_id": "plaques",
    "base_stage_id": "base_stages",
    "base_usage_id": "base_usages",
    "studio_stage_id": "studio_stages",
    "certificate_id": "certificates",
}
ONE = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in ABOVE)
NAME = sa.String(length=120)


def _times() -> tuple[sa.Column[sa.DateTime], ...]:
    return (
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", NAME, nullable=False),
        *(sa.Column(column, sa.Integer(), nullable=True) for column in ABOVE),
        *_times(),
        sa.CheckConstraint(f"{ONE} = 1", name=op.f("ck_attachments_one_place")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_attachments_file_id")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_attachments_{column}"),
                ondelete="CASCADE",
            )
            for column, table in ABOVE.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    for column in ("file_id", *ABOVE):
        op.create_index(f"ix_attachments_{column}", "attachments", [column])
    op.create_table(
        "output_authors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("output_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("name", NAME, nullable=False),
        sa.Column("people", NAME, nullable=False),
        *_times(),
        sa.CheckConstraint("rank > 0", name=op.f("ck_output_authors_rank_positive")),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (name = '')", name=op.f("ck_output_authors_unit_or_name")
        ),
        sa.ForeignKeyConstraint(
            ["output_id"],
            ["outputs.id"],
            name=op.f("fk_output_authors_output_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_output_authors_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_output_authors")),
        sa.UniqueConstraint("output_id", "rank", name=op.f("uq_output_authors_output_id_rank")),
    )
    op.create_index("ix_output_authors_unit_id", "output_authors", ["unit_id"])


def downgrade() -> None:
    op.drop_table("output_authors")
    op.drop_table("attachments")
