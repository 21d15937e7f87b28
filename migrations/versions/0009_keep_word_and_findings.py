"""Keep the Word file of an edition beside its PDF, and what proof-reading found."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    # SQLite cannot make the table anew while others point to it; both kinds know this statement.
    op.execute(
        "ALTER TABLE editions ADD COLUMN word_id INTEGER"
        " CONSTRAINT fk_editions_word_id REFERENCES stored_files (id)"
    )
    op.add_column("editions", sa.Column("findings", sa.Text(), nullable=True))


def downgrade() -> None:
    for name in ("findings", "word_id"):
        op.drop_column("editions", name)
