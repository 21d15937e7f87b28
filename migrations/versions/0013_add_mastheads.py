"""Keep what the report of a year prints around its text."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "mastheads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(length=32), nullable=False),
        sa.Column("signed_by", sa.String(length=120), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("paper", sa.Integer(), nullable=True),
        sa.Column("spoken_on", sa.Date(), nullable=True),
        sa.Column("reporter", sa.String(length=40), nullable=False),
        sa.Column("salutation", sa.Text(), nullable=False),
        sa.Column("greeting", sa.Text(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("letterhead", sa.String(length=120), nullable=False),
        sa.Column("upward", sa.Boolean(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("copies", sa.Text(), nullable=False),
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_mastheads_group_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_mastheads_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mastheads")),
        sa.UniqueConstraint("group_id", "year", name=op.f("uq_mastheads_group_id_year")),
    )
    op.create_index(op.f("ix_mastheads_group_id"), "mastheads", ["group_id"])


def downgrade() -> None:
    op.drop_table("mastheads")
