"""Take applications, propose who is silent, hand over, number certificates, and link decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

# Columns that point to the resolution by which something was decided.
DECIDED = (
    ("memberships", "admitted_by_id"),
    ("memberships", "ended_by_id"),
    ("posts", "resolution_id"),
    ("terms", "resolution_id"),
)


def upgrade() -> None:
    _add_columns()
    _add_tables()


def downgrade() -> None:
    for table in ("leaving_proposals", "handovers", "applications", "certificates"):
        op.drop_table(table)
    for table, column in DECIDED:
        op.drop_column(table, column)
    op.drop_column("posts", "from_enterprise")
    op.drop_column("posts", "end_reason")
    op.drop_column("groups", "takes_applications")


def _add_columns() -> None:
    op.add_column(
        "groups",
        sa.Column("takes_applications", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "posts", sa.Column("end_reason", sa.String(120), nullable=False, server_default="")
    )
    op.add_column(
        "posts",
        sa.Column("from_enterprise", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for table, column in DECIDED:
        # SQLite cannot make the table anew while others point to it; both know this statement.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER"
            f" CONSTRAINT fk_{table}_{column} REFERENCES resolutions (id)"
        )
    op.execute(
        "UPDATE posts SET from_enterprise = true WHERE person_id IN (SELECT people.id FROM people"
        " JOIN units ON units.id = people.unit_id WHERE units.kind = 'enterprise')"
    )


def _add_tables() -> None:
    op.create_table(
        "certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.String(32),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(120), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column(
            "rank",
            sa.String(32),
            nullable=False,
        ),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("received_by", sa.String(40), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_certificates_group_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_certificates_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint(
            "group_id",
            "kind",
            "year",
            "place",
            name=op.f("uq_certificates_group_id_kind_year_place"),
        ),
    )
    op.create_index(op.f("ix_certificates_group_id"), "certificates", ["group_id"], unique=False)
    op.create_index(op.f("ix_certificates_unit_id"), "certificates", ["unit_id"], unique=False)
    op.create_table(
        "applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.String(32),
            nullable=False,
        ),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("uscc", sa.String(18), nullable=False),
        sa.Column(
            "kind",
            sa.String(32),
            nullable=False,
        ),
        sa.Column(
            "ownership",
            sa.String(32),
            nullable=True,
        ),
        sa.Column("region", sa.String(120), nullable=False),
        sa.Column("address", sa.String(120), nullable=True),
        sa.Column("contact", sa.String(40), nullable=False),
        sa.Column("position", sa.String(120), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("email", sa.String(120), nullable=True),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("letter_name", sa.String(120), nullable=False),
        sa.Column("returned", sa.Text(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("salt", sa.String(40), nullable=False),
        sa.Column("site", sa.String(120), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tries_since", sa.DateTime(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_applications_group_id")),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["stored_files.id"], name=op.f("fk_applications_letter_id")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_applications_membership_id")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"], ["resolutions.id"], name=op.f("fk_applications_resolution_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_applications_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_applications_token_hash")),
    )
    op.create_index(op.f("ix_applications_group_id"), "applications", ["group_id"], unique=False)
    op.create_index(
        "ix_applications_group_id_state", "applications", ["group_id", "state"], unique=False
    )
    op.create_index(
        "uq_applications_open",
        "applications",
        ["group_id", "uscc"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("from_name", sa.String(40), nullable=False),
        sa.Column("to_name", sa.String(40), nullable=False),
        sa.Column("to_phone", sa.String(40), nullable=True),
        sa.Column("from_account_id", sa.Integer(), nullable=True),
        sa.Column("to_account_id", sa.Integer(), nullable=True),
        sa.Column("closed_account", sa.Boolean(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_account_id"], ["accounts.id"], name=op.f("fk_handovers_from_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_handovers_membership_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_account_id"], ["accounts.id"], name=op.f("fk_handovers_to_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_index(
        op.f("ix_handovers_membership_id"), "handovers", ["membership_id"], unique=False
    )
    op.create_table(
        "leaving_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.String(32),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_leaving_proposals_membership_id")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["rules.id"], name=op.f("fk_leaving_proposals_rule_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaving_proposals")),
    )
    op.create_index(
        "ix_leaving_proposals_membership_id", "leaving_proposals", ["membership_id"], unique=False
    )
    op.create_index(
        "uq_leaving_proposals_waiting",
        "leaving_proposals",
        ["membership_id"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
