"""Give final editions a date of their own, and every number once in a group."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("ALTER TABLE editions RENAME COLUMN issued_on TO dated")
    op.create_index(
        "uq_editions_group_id_document_number",
        "editions",
        ["group_id", "document_number"],
        unique=True,
    )


def downgrade() -> None:
    op.drop_index("uq_editions_group_id_document_number", "editions")
    op.execute("ALTER TABLE editions RENAME COLUMN dated TO issued_on")
