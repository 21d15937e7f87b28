"""Keep an outbox, days by which parties answer, and what was replied to them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TEXT = {"nullable": False, "server_default": ""}
NUMBER = {"nullable": False, "server_default": "0"}
ADDED = (
    ("parties", "answer_by", sa.Date(), {"nullable": True}),
    ("invitations", "salt", sa.String(length=40), TEXT),
    ("invitations", "site", sa.String(length=120), TEXT),
    ("invitations", "asked_at", sa.DateTime(), {"nullable": True}),
    ("invitations", "asked_version", sa.Integer(), NUMBER),
    ("invitations", "reminders", sa.Integer(), NUMBER),
    ("invitations", "tries", sa.Integer(), NUMBER),
    ("invitations", "tries_since", sa.DateTime(), {"nullable": True}),
    ("answers", "replied_at", sa.DateTime(), {"nullable": True}),
    ("answers", "reply", sa.Text(), TEXT),
    ("jobs", "tick", sa.String(length=120), {"nullable": True}),
)


def upgrade() -> None:
    for table, name, kind, more in ADDED:
        op.add_column(table, sa.Column(name, kind, **more))
    op.create_index("uq_jobs_tick", "jobs", ["tick"], unique=True)
    op.create_index(
        "ix_parties_unit_id_confirmation", "parties", ["unit_id", "confirmation", "activity_id"]
    )
    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_mails_group_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["accounts.id"], name=op.f("fk_mails_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
    )
    op.create_index(op.f("ix_mails_made_by_id"), "mails", ["made_by_id"])
    op.create_index("ix_mails_state_due_at", "mails", ["state", "due_at"])
    op.create_index("ix_mails_group_id_id", "mails", ["group_id", "id"])


def downgrade() -> None:
    op.drop_table("mails")
    op.drop_index("ix_parties_unit_id_confirmation", table_name="parties")
    op.drop_index("uq_jobs_tick", table_name="jobs")
    for table, name, _, _ in reversed(ADDED):
        op.drop_column(table, name)
