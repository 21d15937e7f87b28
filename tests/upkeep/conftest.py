from contextlib import contextmanager

import flask_migrate
import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask.cli import ScriptInfo

from groupmgr.app import create_app
from groupmgr.cli.main import commands
from groupmgr.extensions import db
from groupmgr.files.service import keep_made
from groupmgr.files.store import Store
from groupmgr.journal import service as journal
from groupmgr.kernel.base import Base
from groupmgr.policy import Actor, Role
from tests.conftest import SETTINGS

SHELL = Actor(0, "命令行", frozenset({Role.SYSTEM}), 0)


class Home:
    """An installation that is asked from the shell."""

    def __init__(self, app, folder):
        self.app, self.folder = app, folder
        self.store = Store.under(folder)

    def run(self, *words):
        with self.app.app_context():
            db.session.commit()
            info = ScriptInfo(create_app=lambda: self.app)
            try:
                return CliRunner(catch_exceptions=False).invoke(
                    commands, [str(word) for word in words], obj=info
                )
            finally:
                db.session.remove()

    @property
    def engine(self):
        with self.app.app_context():
            return db.engine

    def tables(self):
        return set(sa.inspect(self.engine).get_table_names())

    def rows(self):
        """Return every row of every table."""
        with self.engine.connect() as connection:
            return {
                table.name: connection.execute(sa.select(table).order_by(*table.primary_key)).all()
                for table in Base.metadata.sorted_tables
            }

    def files(self):
        found = self.store.root.glob("*/*")
        return {str(f.relative_to(self.store.root)): f.read_bytes() for f in found}


@pytest.fixture
def home(app, session, make, tmp_path):
    """An installation in use: two units, a journal of two entries and two stored files."""
    flask_migrate.stamp()
    group = make.group()
    for name in ("云岭机电职业技术学院", "澜山𠮷堃学院"):
        journal.record(session, SHELL, "登记", make.unit(group, name=name))
    for content in (b"%PDF-1.7 one", b"\x89PNG two"):
        keep_made(session, Store.under(tmp_path), content, "application/pdf")
    session.commit()
    return Home(app, tmp_path)


@pytest.fixture
def empty(app, tmp_path):
    """A home of the same kind of database in which nothing is yet."""
    with another(app, tmp_path / "empty") as home:
        yield home


@pytest.fixture
def older(app, tmp_path):
    """The same once more, to be filled and brought over into the empty one."""
    with another(app, tmp_path / "older") as home:
        yield home


@contextmanager
def another(app, folder):
    folder.mkdir()
    here = sa.make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    server = here.drivername != "sqlite"
    name = f"{here.database}_{folder.name}" if server else str(folder / "groupmgr.db")
    if server:
        say(here, f"CREATE DATABASE {name}")
    address = here.set(database=name).render_as_string(hide_password=False)
    other = create_app({**SETTINGS, "HOME": folder, "SQLALCHEMY_DATABASE_URI": address})
    yield Home(other, folder)
    with other.app_context():
        db.engine.dispose()
    if server:
        say(here, f"DROP DATABASE {name} WITH (FORCE)")


def say(address, statement):
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text(statement))


@pytest.fixture
def archive(home, tmp_path):
    """A backup of the home."""
    file = tmp_path / "backup.zip"
    assert home.run("backup", file).exit_code == 0
    return file
