"""Find what a unit reported of a category, and what parties said, in indexes alone."""

from alembic import op

revision = "0012"
down_revision = "0011"

KEPT = ("owner_unit_id", "category", "state", "ends_on")
SAID = ("activity_id", "unit_id", "confirmation", "confirmed_version")


def upgrade() -> None:
    op.create_index("ix_activities_kept", "activities", KEPT)
    op.drop_index("ix_activities_owner_unit_id", "activities")
    op.create_index("ix_parties_said", "parties", SAID)


def downgrade() -> None:
    op.drop_index("ix_parties_said", "parties")
    op.create_index("ix_activities_owner_unit_id", "activities", ["owner_unit_id"])
    op.drop_index("ix_activities_kept", "activities")
