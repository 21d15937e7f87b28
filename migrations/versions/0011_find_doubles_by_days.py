"""Find what is near in time from an index that holds all that is asked."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.drop_index(op.f("ix_activities_starts_on"), table_name="activities")
    op.create_index("ix_activities_near", "activities", ["starts_on", "ends_on", "state", "title"])


def downgrade() -> None:
    op.drop_index("ix_activities_near", table_name="activities")
    op.create_index(op.f("ix_activities_starts_on"), "activities", ["starts_on"])
