"""Tell doubles apart, let units join a record, and merge two records into one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # In place, because SQLite would otherwise copy a table to which others point.
    op.execute(
        "ALTER TABLE activities ADD COLUMN merged_into_id INTEGER"
        " CONSTRAINT fk_activities_merged_into_id REFERENCES activities (id)"
    )
    op.create_index(op.f("ix_activities_merged_into_id"), "activities", ["merged_into_id"])
    # The records that begin within some days of another.
    op.create_index(op.f("ix_activities_starts_on"), "activities", ["starts_on"])
    _add_distinctions()
    _add_join_requests()
    _add_merges()


def _add_distinctions() -> None:
    op.create_table(
        "distinctions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_distinctions_ordered")),
        sa.ForeignKeyConstraint(
            ["one_id"], ["activities.id"], name=op.f("fk_distinctions_one_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["activities.id"],
            name=op.f("fk_distinctions_other_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["said_by_id"], ["accounts.id"], name=op.f("fk_distinctions_said_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinctions")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_distinctions_one_id_other_id")),
    )
    op.create_index(op.f("ix_distinctions_other_id"), "distinctions", ["other_id"])


def _add_join_requests() -> None:
    op.create_table(
        "join_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_join_requests_activity_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_join_requests_unit_id")),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["activities.id"],
            name=op.f("fk_join_requests_draft_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["accounts.id"], name=op.f("fk_join_requests_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["accounts.id"], name=op.f("fk_join_requests_answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_requests")),
    )
    op.create_index(op.f("ix_join_requests_draft_id"), "join_requests", ["draft_id"])
    op.create_index("ix_join_requests_unit_id_state", "join_requests", ["unit_id", "state"])
    op.create_index(
        "uq_join_requests_waiting",
        "join_requests",
        ["activity_id", "unit_id"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


def _add_merges() -> None:
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.String(length=64), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["kept_id"], ["activities.id"], name=op.f("fk_merges_kept_id")),
        sa.ForeignKeyConstraint(["gone_id"], ["activities.id"], name=op.f("fk_merges_gone_id")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_merges_group_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["accounts.id"], name=op.f("fk_merges_made_by_id")),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["accounts.id"], name=op.f("fk_merges_undone_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
    )
    op.create_index(op.f("ix_merges_kept_id"), "merges", ["kept_id"])
    op.create_index(op.f("ix_merges_gone_id"), "merges", ["gone_id"])


def downgrade() -> None:
    for table in ("merges", "join_requests", "distinctions"):
        op.drop_table(table)
    op.drop_index(op.f("ix_activities_starts_on"), table_name="activities")
    op.drop_index(op.f("ix_activities_merged_into_id"), table_name="activities")
    op.execute("ALTER TABLE activities DROP COLUMN merged_into_id")
