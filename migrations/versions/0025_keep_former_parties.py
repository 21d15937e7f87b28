"""Keep who was in bases, studios, projects and agreements before a unit in them merged."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

KEPT = {
    "former_base_parties": ("base_id", "bases"),
    "former_studio_parties": ("studio_id", "studios"),
    "former_project_parties": ("project_id", "projects"),
    "former_agreement_parties": ("agreement_id", "agreements"),
}


def _create(name: str, key: str, above: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(key, sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("is_owner", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            [key], [f"{above}.id"], name=op.f(f"fk_{name}_{key}"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f(f"fk_{name}_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(key, "until", "unit_id", name=op.f(f"uq_{name}_{key}_until_unit_id")),
    )


def upgrade() -> None:
    op.create_index("ix_units_merged_into_id", "units", ["merged_into_id"])
    for name, (key, above) in KEPT.items():
        _create(name, key, above)


def downgrade() -> None:
    for name in KEPT:
        op.drop_table(name)
    op.drop_index("ix_units_merged_into_id", "units")
