"""Several people write at once and nothing is lost."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from groupmgr.extensions import db

ADD = """
import sys
import sqlalchemy as sa
from sqlalchemy.orm import Session
from groupmgr.app import create_app
from groupmgr.extensions import db
from groupmgr.jobs.models import Job

app = create_app({"SECRET_KEY": "x", "SQLALCHEMY_DATABASE_URI": sys.argv[1]})
with app.app_context():
    for _ in range(50):
        with Session(db.engine) as session:
            job = session.scalar(sa.select(Job).with_for_update())
            job.done += 1
            session.commit()
"""


@pytest.mark.slow
def test_no_update_of_four_processes_is_lost(app, session):
    session.execute(
        sa.text(
            "INSERT INTO jobs (kind, key, arguments, state, step, done, total, attempts, problem,"
            " created_at, changed_at) VALUES ('x', 'x', '{}', 'done', '', 0, 0, 0, '',"
            " '2024-01-01', '2024-01-01')"
        )
    )
    session.commit()
    command = [sys.executable, "-c", ADD, db.engine.url.render_as_string(False)]
    root = Path(__file__).parents[2]
    four = [subprocess.Popen(command, cwd=root) for _ in range(4)]  # noqa: S603
    assert [process.wait(120) for process in four] == [0] * 4
    assert session.scalar(sa.text("SELECT done FROM jobs")) == 200


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_sqlite_keeps_foreign_keys_and_writes_ahead(app, session):
    assert session.scalar(sa.text("PRAGMA foreign_keys")) == 1
    assert session.scalar(sa.text("PRAGMA journal_mode")) == "wal"
