"""Ask what belongs to each category: how a training was held, and more of the people sent."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MAYBE = {
    "from_unit_id": sa.Integer(),
    "to_unit_id": sa.Integer(),
    "direction": sa.String(length=32),
    "since": sa.Date(),
    "until": sa.Date(),
}
CHOICES = ("engagement", "teacher_kind", "pay", "appraisal", "assessment")


def upgrade() -> None:
    op.create_table(
        "trainings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=120), nullable=False),
        sa.Column("mode", sa.String(length=32), nullable=True),
        sa.Column("fit", sa.String(length=32), nullable=True),
        sa.Column("commissioner", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_trainings_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_trainings_activity_id")),
    )
    with op.batch_alter_table("seconded") as table:
        for name, kind in MAYBE.items():
            table.alter_column(name, existing_type=kind, nullable=True)
        for name in CHOICES:
            table.add_column(sa.Column(name, sa.String(length=32), nullable=True))
        table.add_column(
            sa.Column("outcome", sa.String(length=120), nullable=False, server_default="")
        )
    with op.batch_alter_table("seconded") as table:
        table.alter_column("outcome", existing_type=sa.String(length=120), server_default=None)
    op.create_index("ix_seconded_name_activity_id", "seconded", ["name", "activity_id"])


def downgrade() -> None:
    op.drop_index("ix_seconded_name_activity_id", table_name="seconded")
    op.execute(f"DELETE FROM seconded WHERE {' OR '.join(f'{one} IS NULL' for one in MAYBE)}")  # noqa: S608
    with op.batch_alter_table("seconded") as table:
        for name in ("outcome", *CHOICES):
            table.drop_column(name)
        for name, kind in MAYBE.items():
            table.alter_column(name, existing_type=kind, nullable=False)
    op.drop_table("trainings")
