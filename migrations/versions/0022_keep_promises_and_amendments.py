"""Keep targets of projects, amendments of agreements, what was promised in them and what kept it."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

SHORT, NAME = sa.String(length=40), sa.String(length=120)
ADDED = {
    "projects": {"department": NAME, "programme": NAME},
    "project_parties": {"contact": SHORT},
    "agreements": {"terminated_on": sa.Date()},
}
INDEXED = {
    "project_targets": ("project_id",),
    "amendments": ("agreement_id",),
    "promises": ("agreement_id", "due_on", "unit_id"),
    "keepings": ("activity_id", "promise_id", "receipt_id"),
}


def _create(name: str, above: str, *columns: sa.schema.SchemaItem) -> None:
    table = {"agreement": "agreements", "project": "projects", "promise": "promises"}[above]
    key = f"{above}_id"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(key, sa.Integer(), nullable=False),
        *columns,
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint([key], [f"{table}.id"], name=op.f(f"fk_{name}_{key}")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in INDEXED[name]:
        op.create_index(f"ix_{name}_{column}", name, [column])


def upgrade() -> None:
    for name, columns in ADDED.items():
        with op.batch_alter_table(name) as table:
            for column, kind in columns.items():
                table.add_column(sa.Column(column, kind, nullable=True))
    _create(
        "project_targets",
        "project",
        sa.Column("name", NAME, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("measure", SHORT, nullable=False),
        sa.Column("reached", sa.BigInteger(), nullable=True),
    )
    _create(
        "amendments",
        "agreement",
        sa.Column("name", NAME, nullable=False),
        sa.Column("number", SHORT, nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("subject", NAME, nullable=False),
    )
    _create(
        "promises",
        "agreement",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", NAME, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("measure", SHORT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_promises_amount_positive")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_promises_unit_id")),
    )
    _create("keepings", "promise", *_keeping())


def _keeping() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("receipt_id", sa.Integer(), nullable=True),
        sa.Column("note", NAME, nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_keepings_amount_positive")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_keepings_activity_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"],
            ["receipts.id"],
            name=op.f("fk_keepings_receipt_id"),
            ondelete="SET NULL",
        ),
    )


def downgrade() -> None:
    for name in ("keepings", "promises", "amendments", "project_targets"):
        op.drop_table(name)
    for name, columns in ADDED.items():
        with op.batch_alter_table(name) as table:
            for column in columns:
                table.drop_column(column)
