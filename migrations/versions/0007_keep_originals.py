"""Keep the original of a picture beside what is shown of it, and tell the same picture again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

LOOKS = ("look_1", "look_2", "look_3", "look_4")


def upgrade() -> None:
    # SQLite cannot make the table anew while others point to it; both kinds know this statement.
    op.execute(
        "ALTER TABLE stored_files ADD COLUMN shown_id INTEGER"
        " CONSTRAINT fk_stored_files_shown_id REFERENCES stored_files (id)"
    )
    op.add_column("stored_files", sa.Column("taken_on", sa.Date(), nullable=True))
    op.add_column(
        "stored_files",
        sa.Column("examined", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for name in LOOKS:
        op.add_column("stored_files", sa.Column(name, sa.Integer(), nullable=True))
        op.create_index(op.f(f"ix_stored_files_{name}"), "stored_files", [name])
    # Counting asks of every activity which of its figures a file proves.
    op.drop_index(op.f("ix_evidence_activity_id"), table_name="evidence")
    op.create_index("ix_evidence_proved", "evidence", ["activity_id", "measure", "file_id"])


def downgrade() -> None:
    op.drop_index("ix_evidence_proved", table_name="evidence")
    op.create_index(op.f("ix_evidence_activity_id"), "evidence", ["activity_id"])
    for name in LOOKS:
        op.drop_index(op.f(f"ix_stored_files_{name}"), table_name="stored_files")
    for name in (*LOOKS, "examined", "taken_on", "shown_id"):
        op.drop_column("stored_files", name)
