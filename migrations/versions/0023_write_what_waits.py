"""Know where to write what waits to a person, and whether it is wanted."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("email", sa.String(length=254), nullable=True))
        table.add_column(
            sa.Column("digest", sa.String(length=32), server_default="never", nullable=False)
        )
        table.add_column(
            sa.Column("site", sa.String(length=120), server_default="", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("accounts") as table:
        table.drop_column("site")
        table.drop_column("digest")
        table.drop_column("email")
