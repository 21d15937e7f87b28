"""Keep replies, late entries, papers, versions of minutes, and each vote with its rule."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

EMPTY = {"nullable": False, "server_default": ""}
MAYBE = {"nullable": True}
ZERO = {"nullable": False, "server_default": "0"}
MEETING = (
    ("notice_number", sa.String(length=40), MAYBE),
    ("notice_text", sa.Text(), EMPTY),
    ("reply_by", sa.Date(), MAYBE),
    ("door_salt", sa.String(length=40), EMPTY),
    ("door_hash", sa.String(length=64), MAYBE),
    ("comments_by", sa.Date(), MAYBE),
    ("minutes_number", sa.String(length=40), MAYBE),
    ("minutes_issued_on", sa.Date(), MAYBE),
    ("signer", sa.String(length=40), MAYBE),
)
SEAT = (
    ("left_at", sa.DateTime(), MAYBE),
    ("delegate_unit_id", sa.Integer(), MAYBE),
    ("mandate_id", sa.Integer(), MAYBE),
    ("mandate_name", sa.String(length=120), MAYBE),
    ("salt", sa.String(length=40), EMPTY),
    ("token_hash", sa.String(length=64), MAYBE),
    ("asked_at", sa.DateTime(), MAYBE),
)
# A vote of before was taken while the quorum was there, of which no number was kept.
VOTE = (
    ("taken_at", sa.DateTime(), {"nullable": False, "server_default": "2000-01-01 00:00:00"}),
    ("present", sa.Integer(), ZERO),
    ("due", sa.Integer(), ZERO),
    ("quorum", sa.Integer(), ZERO),
    ("numerator", sa.Integer(), {"nullable": False, "server_default": "1"}),
    ("denominator", sa.Integer(), {"nullable": False, "server_default": "1"}),
    ("exceeding", sa.Boolean(), {"nullable": False, "server_default": sa.false()}),
    ("of_all", sa.Boolean(), {"nullable": False, "server_default": sa.false()}),
    ("source", sa.String(length=120), EMPTY),
)
# How each was decided that far: by the rule of its day, the one for its kind of item first.
RULE = sa.text("""
    SELECT numerator, denominator, exceeding, of_all, source FROM rules
    WHERE kind = 'majority' AND group_id = :group_id AND valid_from <= :day
      AND (valid_until IS NULL OR valid_until >= :day) AND subject IN (:kind, :special)
    ORDER BY CASE WHEN subject = :special THEN 0 ELSE 1 END, valid_from DESC, id DESC LIMIT 1
""")
VOTES = sa.text("""
    SELECT votes.id, votes.base, votes.created_at, meetings.group_id,
           meetings.kind AS meeting_kind, agenda_items.kind AS item_kind, meetings.starts_at,
           (SELECT count(*) FROM attendance WHERE attendance.meeting_id = meetings.id
             AND presence <> 'in-attendance') AS due,
           (SELECT count(*) FROM attendance WHERE attendance.meeting_id = meetings.id
             AND presence IN ('present', 'proxy')) AS present
    FROM votes JOIN agenda_items ON agenda_items.id = votes.agenda_item_id
    JOIN meetings ON meetings.id = agenda_items.meeting_id
""")
FIXED = sa.text("""
    UPDATE votes SET taken_at = :taken_at, present = :present, due = :due,
      numerator = :numerator, denominator = :denominator, exceeding = :exceeding,
      of_all = :of_all, source = :source
    WHERE id = :id
""")


def upgrade() -> None:
    for name, kind, more in MEETING:
        op.add_column("meetings", sa.Column(name, kind, **more))
    op.create_index("uq_meetings_door_hash", "meetings", ["door_hash"], unique=True)
    with op.batch_alter_table("attendance") as table:
        for name, kind, more in SEAT:
            table.add_column(sa.Column(name, kind, **more))
        table.create_foreign_key(
            "fk_attendance_delegate_unit_id", "units", ["delegate_unit_id"], ["id"]
        )
        table.create_foreign_key("fk_attendance_mandate_id", "stored_files", ["mandate_id"], ["id"])
        table.create_unique_constraint("uq_attendance_token_hash", ["token_hash"])
    with op.batch_alter_table("votes") as table:
        for name, kind, more in VOTE:
            table.add_column(sa.Column(name, kind, **more))
    _fix_votes()
    with op.batch_alter_table("votes") as table:
        table.create_check_constraint("quorate", "present >= quorum")
    for name, columns in TABLES.items():
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), nullable=False),
            *columns,
            sa.Column("created_at", sa.DateTime(), nullable=False),
            sa.Column("changed_at", sa.DateTime(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        )
    for table_name, column in INDEXES:
        op.create_index(op.f(f"ix_{table_name}_{column}"), table_name, [column])


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
    with op.batch_alter_table("votes") as table:
        table.drop_constraint("quorate", type_="check")
        for name, _, _ in VOTE:
            table.drop_column(name)
    with op.batch_alter_table("attendance") as table:
        table.drop_constraint("uq_attendance_token_hash", type_="unique")
        table.drop_constraint("fk_attendance_mandate_id", type_="foreignkey")
        table.drop_constraint("fk_attendance_delegate_unit_id", type_="foreignkey")
        for name, _, _ in SEAT:
            table.drop_column(name)
    op.drop_index("uq_meetings_door_hash", table_name="meetings")
    for name, _, _ in MEETING:
        op.drop_column("meetings", name)


def _fix_votes() -> None:
    """Write beside each vote who was there and by which rule it was decided."""
    bind = op.get_bind()
    for vote in bind.execute(VOTES).all():
        day = str(vote.starts_at)[:10]
        asked = {"group_id": vote.group_id, "day": day, "kind": vote.meeting_kind}
        special = f"{vote.meeting_kind}/{vote.item_kind}"
        rule = bind.execute(RULE, {**asked, "special": special}).first()
        fixed = rule._asdict() if rule else UNKNOWN
        seats = {"present": max(vote.present, 0 if fixed["of_all"] else vote.base)}
        due = max(vote.due, seats["present"])
        made = {"id": vote.id, "taken_at": vote.created_at, "due": due}
        bind.execute(FIXED, {**fixed, **seats, **made})


def _key(name: str, to: str, table: str, **more: object) -> tuple[sa.Column, sa.Constraint]:
    of_table = sa.ForeignKeyConstraint([name], [f"{to}.id"], name=f"fk_{table}_{name}", **more)
    return sa.Column(name, sa.Integer(), nullable=False), of_table


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _words(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


GONE = {"ondelete": "CASCADE"}
UNKNOWN = {"numerator": 1, "denominator": 2, "exceeding": True, "of_all": False, "source": ""}
TABLES = {
    "meeting_replies": (
        *_key("attendance_id", "attendance", "meeting_replies", **GONE),
        _words("said", 32),
        _words("person", 120),
        sa.Column("people", sa.Integer(), nullable=False),
        _words("phone", 40),
        sa.Column("delegate_unit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegate_unit_id"], ["units.id"], name="fk_meeting_replies_delegate_unit_id"
        ),
        _words("reason", 120),
        _words("said_by", 40),
        _once("meeting_replies", "attendance_id"),
    ),
    "late_entries": (
        *_key("attendance_id", "attendance", "late_entries", **GONE),
        _words("presence", 32),
        _words("person", 40),
        sa.Column("people", sa.Integer(), nullable=False),
        _words("reason", 120),
        *_key("asked_by_id", "accounts", "late_entries"),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["accounts.id"], name="fk_late_entries_decided_by_id"
        ),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
    ),
    "agenda_papers": (
        *_key("meeting_id", "meetings", "agenda_papers"),
        *_key("agenda_item_id", "agenda_items", "agenda_papers", **GONE),
        sa.Column("number", sa.Integer(), nullable=False),
        _words("name", 120),
        *_key("file_id", "stored_files", "agenda_papers"),
        _once("agenda_papers", "meeting_id", "number"),
    ),
    "carried_items": (
        *_key("agenda_item_id", "agenda_items", "carried_items", **GONE),
        *_key("from_item_id", "agenda_items", "carried_items"),
        _once("carried_items", "agenda_item_id"),
    ),
    "carried_follow_ups": (
        *_key("agenda_item_id", "agenda_items", "carried_follow_ups", **GONE),
        *_key("follow_up_id", "follow_ups", "carried_follow_ups"),
        _once("carried_follow_ups", "agenda_item_id", "follow_up_id"),
    ),
    "follow_up_proofs": (
        *_key("follow_up_id", "follow_ups", "follow_up_proofs"),
        _words("name", 120),
        *_key("file_id", "stored_files", "follow_up_proofs"),
    ),
    "minutes_revisions": (
        *_key("meeting_id", "meetings", "minutes_revisions"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _words("made_by", 40),
        _once("minutes_revisions", "meeting_id", "number"),
    ),
    "minutes_comments": (
        *_key("meeting_id", "meetings", "minutes_comments"),
        *_key("unit_id", "units", "minutes_comments"),
        sa.Column("number", sa.Integer(), nullable=False),
        _words("name", 40),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
    ),
    "calendar_feeds": (
        *_key("account_id", "accounts", "calendar_feeds"),
        _words("salt", 40),
        _words("token_hash", 64),
        _once("calendar_feeds", "account_id"),
        _once("calendar_feeds", "token_hash"),
    ),
}
INDEXES = (
    ("late_entries", "attendance_id"),
    ("agenda_papers", "agenda_item_id"),
    ("carried_items", "from_item_id"),
    ("carried_follow_ups", "follow_up_id"),
    ("follow_up_proofs", "follow_up_id"),
    ("minutes_comments", "meeting_id"),
)
