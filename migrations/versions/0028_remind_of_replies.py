"""Count how often a unit was reminded to answer, and keep the address its link leads to."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    with op.batch_alter_table("attendance") as table:
        table.add_column(sa.Column("reminders", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("meetings") as table:
        table.add_column(
            sa.Column("site", sa.String(length=120), server_default="", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("meetings") as table:
        table.drop_column("site")
    with op.batch_alter_table("attendance") as table:
        table.drop_column("reminders")
