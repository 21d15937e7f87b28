"""Keep the stages of bases with their days, their use, their reviews, and the whole statistics."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

FIGURES = {
    "has_lodging": sa.Boolean(),
    "pays_interns": sa.Boolean(),
    "fee_per_student": sa.BigInteger(),
    "supervisors_sent": sa.Integer(),
    "training_person_times": sa.Integer(),
    "training_person_days": sa.Integer(),
    "service_income": sa.BigInteger(),
    "safety_checks": sa.Integer(),
    "hazards_mended": sa.Integer(),
}
BASES = sa.table(
    "bases",
    sa.column("id", sa.Integer),
    sa.column("state", sa.String),
    sa.column("built_on", sa.Date),
    sa.column("delisted_on", sa.Date),
    sa.column("created_at", sa.DateTime),
    sa.column("changed_at", sa.DateTime),
)
STAGES = sa.table(
    "base_stages",
    sa.column("base_id", sa.Integer),
    sa.column("state", sa.String),
    sa.column("on", sa.Date),
    sa.column("reason", sa.String),
    sa.column("created_at", sa.DateTime),
    sa.column("changed_at", sa.DateTime),
)
UNSURE = "由原登记转入，日期请核对"


def _keys() -> tuple[sa.Column, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=False),
    )


def _times() -> tuple[sa.Column, ...]:
    return (
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "base_stages",
        *_keys(),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=120), nullable=False),
        *_times(),
        sa.ForeignKeyConstraint(["base_id"], ["bases.id"], name=op.f("fk_base_stages_base_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_stages")),
        sa.UniqueConstraint("base_id", "on", name=op.f("uq_base_stages_base_id_on")),
    )
    op.create_table(
        "base_reviews",
        *_keys(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reviewer", sa.String(length=120), nullable=False),
        sa.Column("document_number", sa.String(length=40), nullable=True),
        *_times(),
        sa.ForeignKeyConstraint(["base_id"], ["bases.id"], name=op.f("fk_base_reviews_base_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_reviews")),
        sa.UniqueConstraint(
            "base_id", "year", "reviewer", name=op.f("uq_base_reviews_base_id_year_reviewer")
        ),
    )
    _create_usages()
    with op.batch_alter_table("base_years") as table:
        for name, kind in FIGURES.items():
            table.add_column(sa.Column(name, kind, nullable=True))
    _fill_stages()
    op.drop_index("ix_bases_state", table_name="bases")
    with op.batch_alter_table("bases") as table:
        table.drop_constraint(op.f("ck_bases_delisted_after_built"), type_="check")
        table.drop_column("state")
        table.drop_column("delisted_on")


def _create_usages() -> None:
    op.create_table(
        "base_usages",
        *_keys(),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("user", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("hours", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        *_times(),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_base_usages_ends_after_start")),
        sa.CheckConstraint(
            "unit_id IS NOT NULL OR \"user\" <> ''", name=op.f("ck_base_usages_somebody")
        ),
        sa.ForeignKeyConstraint(["base_id"], ["bases.id"], name=op.f("fk_base_usages_base_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_base_usages_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_usages")),
    )
    op.create_index("ix_base_usages_base_id_ends_on", "base_usages", ["base_id", "ends_on"])
    op.create_index("ix_base_usages_unit_id", "base_usages", ["unit_id"])


def _fill_stages() -> None:
    """Tell the stages from what was kept: a day that nobody wrote down is marked to be checked."""
    bind = op.get_bind()
    for base in bind.execute(sa.select(BASES)).all():
        days = {}
        if base.built_on and base.state not in ("planned", "building"):
            days[base.built_on] = "operating", ""
        if base.delisted_on:
            days[base.delisted_on] = "delisted", ""
        elif not days or base.state != "operating":
            last = max([base.changed_at.date(), *days])
            days[last] = base.state, UNSURE
        for on, (state, reason) in days.items():
            times = {"created_at": base.created_at, "changed_at": base.changed_at}
            row = {"base_id": base.id, "state": state, "on": on, "reason": reason}
            bind.execute(sa.insert(STAGES).values(row | times))


def downgrade() -> None:
    with op.batch_alter_table("bases") as table:
        table.add_column(sa.Column("delisted_on", sa.Date(), nullable=True))
        table.add_column(
            sa.Column("state", sa.String(length=32), nullable=False, server_default="operating")
        )
    _fill_states()
    with op.batch_alter_table("bases") as table:
        table.alter_column("state", existing_type=sa.String(length=32), server_default=None)
        table.create_check_constraint("delisted_after_built", "delisted_on >= built_on")
    op.create_index("ix_bases_state", "bases", ["state"])
    with op.batch_alter_table("base_years") as table:
        for name in FIGURES:
            table.drop_column(name)
    for name in ("base_usages", "base_reviews", "base_stages"):
        op.drop_table(name)


def _fill_states() -> None:
    bind = op.get_bind()
    for stage in bind.execute(sa.select(STAGES).order_by(STAGES.c.on)).all():
        gone = stage.on if stage.state == "delisted" else None
        change = sa.update(BASES).where(BASES.c.id == stage.base_id)
        bind.execute(change.values(state=stage.state, delisted_on=gone))
