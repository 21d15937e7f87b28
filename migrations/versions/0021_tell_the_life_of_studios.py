"""Keep the stages of studios with their days, the titles of their leaders and their reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

SHORT, NAME = sa.String(length=40), sa.String(length=120)
STUDIOS = sa.table(
    "studios",
    sa.column("id", sa.Integer),
    sa.column("state", sa.String),
    sa.column("approved_on", sa.Date),
    sa.column("plaque_on", sa.Date),
    sa.column("leader_honours", sa.String),
    sa.column("review", sa.String),
    sa.column("created_at", sa.DateTime),
    sa.column("changed_at", sa.DateTime),
)


def _rows(name: str, *names: str) -> sa.TableClause:
    kinds = {"on": sa.Date(), "created_at": sa.DateTime(), "changed_at": sa.DateTime()}
    kinds |= {"studio_id": sa.Integer(), "year": sa.Integer()}
    every = ("studio_id", *names, "created_at", "changed_at")
    return sa.table(name, *(sa.column(one, kinds.get(one, sa.String())) for one in every))


STAGES = _rows("studio_stages", "state", "on", "reason")
TITLES = _rows("leader_titles", "kind", "name")
REVIEWS = _rows("studio_reviews", "year", "result", "on", "reviewer")
UNSURE = "由原登记转入，请核对"


def _create(name: str, *columns: sa.Column, once: tuple[str, ...] = ()) -> None:
    keys = [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))]
    if once:
        keys.append(sa.UniqueConstraint(*once, name=op.f(f"uq_{name}_{'_'.join(once)}")))
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        *columns,
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["studio_id"], ["studios.id"], name=op.f(f"fk_{name}_studio_id")),
        *keys,
    )


def upgrade() -> None:
    _create(
        "studio_stages",
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("document_number", SHORT, nullable=True),
        sa.Column("reason", NAME, nullable=False),
        once=("studio_id", "on"),
    )
    _create(
        "leader_titles",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("level", sa.String(length=32), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
    )
    op.create_index("ix_leader_titles_studio_id", "leader_titles", ["studio_id"])
    _create(
        "studio_reviews",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reviewer", NAME, nullable=False),
        sa.Column("document_number", SHORT, nullable=True),
        once=("studio_id", "year", "reviewer"),
    )
    with op.batch_alter_table("studio_team") as table:
        table.add_column(sa.Column("dual_level", sa.String(length=32), nullable=True))
    _fill()
    op.drop_index("ix_studios_state", table_name="studios")
    with op.batch_alter_table("studios") as table:
        table.add_column(sa.Column("fund_source", sa.String(length=32), nullable=True))
        for name in ("state", "plaque_on", "leader_honours", "review"):
            table.drop_column(name)


def _fill() -> None:
    """Tell what was kept in columns as rows; what nobody dated is marked to be checked."""
    bind = op.get_bind()
    for studio in bind.execute(sa.select(STUDIOS)).all():
        times = {"created_at": studio.created_at, "changed_at": studio.changed_at}
        of_studio = {"studio_id": studio.id, **times}
        for on, (state, reason) in _life(studio).items():
            row = {"state": state, "on": on, "reason": reason}
            bind.execute(sa.insert(STAGES).values(of_studio | row))
        for name in filter(None, studio.leader_honours.split("、")):
            bind.execute(sa.insert(TITLES).values(of_studio | {"kind": "honour", "name": name}))
        if studio.review:
            day = studio.changed_at.date()
            row = {"year": day.year, "result": studio.review, "on": day, "reviewer": UNSURE}
            bind.execute(sa.insert(REVIEWS).values(of_studio | row))


def _life(studio: sa.Row) -> dict:
    named_on = studio.plaque_on or (studio.approved_on if studio.state == "named" else None)
    life = {named_on: ("named", "")} if named_on else {}
    if studio.state != "named" or not life:
        first = studio.approved_on or studio.created_at.date()
        life[studio.changed_at.date() if life else first] = studio.state, UNSURE
    return life


def downgrade() -> None:
    with op.batch_alter_table("studios") as table:
        table.drop_column("fund_source")
        table.add_column(sa.Column("review", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("plaque_on", sa.Date(), nullable=True))
        table.add_column(
            sa.Column("leader_honours", NAME, nullable=False, server_default=sa.text("''"))
        )
        table.add_column(
            sa.Column("state", sa.String(length=32), nullable=False, server_default="applying")
        )
    _fill_back()
    with op.batch_alter_table("studios") as table:
        table.alter_column("state", existing_type=sa.String(length=32), server_default=None)
        table.alter_column("leader_honours", existing_type=NAME, server_default=None)
    op.create_index("ix_studios_state", "studios", ["state"])
    with op.batch_alter_table("studio_team") as table:
        table.drop_column("dual_level")
    op.drop_index("ix_leader_titles_studio_id", table_name="leader_titles")
    for name in ("studio_reviews", "leader_titles", "studio_stages"):
        op.drop_table(name)


def _fill_back() -> None:
    bind = op.get_bind()
    for stage in bind.execute(sa.select(STAGES).order_by(STAGES.c.on)).all():
        told = {"state": stage.state}
        if stage.state == "named":
            told["plaque_on"] = stage.on
        bind.execute(sa.update(STUDIOS).where(STUDIOS.c.id == stage.studio_id).values(told))
    honours: dict[int, list[str]] = {}
    for title in bind.execute(sa.select(TITLES).where(TITLES.c.kind == "honour")).all():
        honours.setdefault(title.studio_id, []).append(title.name)
    for key, names in honours.items():
        words = "、".join(names)[:120]
        change = sa.update(STUDIOS).where(STUDIOS.c.id == key)
        bind.execute(change.values(leader_honours=words))
    for review in bind.execute(sa.select(REVIEWS).order_by(REVIEWS.c.on)).all():
        change = sa.update(STUDIOS).where(STUDIOS.c.id == review.studio_id)
        bind.execute(change.values(review=review.result))
