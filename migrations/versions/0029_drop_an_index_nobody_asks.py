"""Drop the index of titles and their letters: words have found activities since 0020."""

from alembic import op

revision = "0029"
down_revision = "0028"

NAME = "ix_activities_title_pinyin"


def upgrade() -> None:
    op.drop_index(NAME, "activities")


def downgrade() -> None:
    op.create_index(NAME, "activities", ["title", "pinyin"])
