"""Keep the words by which records are found, with the index that each database has for words."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

VECTOR = "array_to_tsvector(string_to_array(words, ' '))"
INDEX = {
    "sqlite": (
        "CREATE VIRTUAL TABLE wording_matches USING fts5("
        "words, content='wordings', content_rowid='id', tokenize='ascii')",
        "CREATE TRIGGER wordings_come AFTER INSERT ON wordings BEGIN "
        "INSERT INTO wording_matches(rowid, words) VALUES (new.id, new.words); END",
        "CREATE TRIGGER wordings_go AFTER DELETE ON wordings BEGIN "
        "INSERT INTO wording_matches(wording_matches, rowid, words) "
        "VALUES ('delete', old.id, old.words); END",
        "CREATE TRIGGER wordings_change AFTER UPDATE OF words ON wordings BEGIN "
        "INSERT INTO wording_matches(wording_matches, rowid, words) "
        "VALUES ('delete', old.id, old.words); "
        "INSERT INTO wording_matches(rowid, words) VALUES (new.id, new.words); END",
    ),
    "postgresql": (f"CREATE INDEX ix_wordings_words ON wordings USING gin ({VECTOR})",),
}


def upgrade() -> None:
    op.create_table(
        "wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thing", sa.String(length=40), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wordings"),
        sa.UniqueConstraint("thing", "thing_id", name="uq_wordings_thing_thing_id"),
    )
    for statement in INDEX[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE wording_matches")
    op.drop_table("wordings")
