"""Empty databases with every table, made once and copied for each test."""

import itertools
import shutil

import sqlalchemy as sa

from groupmgr.app import create_app
from groupmgr.extensions import db

_numbers = itertools.count(1)


class Sqlite:
    """A file is copied."""

    def __init__(self, folder, settings):
        self._file = folder / "empty.db"
        _create_tables(settings, f"sqlite:///{self._file}")

    def copy(self, folder):
        shutil.copy(self._file, folder / "test.db")
        return f"sqlite:///{folder / 'test.db'}"

    def drop(self, address):
        pass


class Postgres:
    """A database is made after a template."""

    def __init__(self, server, settings):
        self._server = server
        self._engine = sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        self._say("CREATE DATABASE empty")
        _create_tables(settings, f"{server}/empty")

    def copy(self, folder):
        name = f"test_{next(_numbers)}"
        self._say(f"CREATE DATABASE {name} TEMPLATE empty STRATEGY = FILE_COPY")
        return f"{self._server}/{name}"

    def drop(self, address):
        self._say(f"DROP DATABASE {address.rpartition('/')[2]} WITH (FORCE)")

    def close(self):
        self._engine.dispose()

    def _say(self, statement):
        with self._engine.connect() as connection:
            connection.execute(sa.text(statement))


def _create_tables(settings, address):
    app = create_app({**settings, "SQLALCHEMY_DATABASE_URI": address})
    with app.app_context():
        db.create_all()
        db.session.commit()
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
