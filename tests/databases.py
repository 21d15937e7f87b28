"""Empty databases with every table, made once and laid anew at one address for each test."""

import shutil

import sqlalchemy as sa

from groupmgr.app import DEFAULTS, create_app
from groupmgr.extensions import db
from groupmgr.web.database import prepare


class Sqlite:
    """A file is copied."""

    def __init__(self, folder, settings):
        self._empty, self._file = folder / "empty.db", folder / "test.db"
        _create_tables(settings, f"sqlite:///{self._empty}")
        self.address = f"sqlite:///{self._file}"
        self.engine = _engine(self.address)

    def new(self, name):
        """Return the address of another database, in which there is nothing."""
        return f"sqlite:///{self._file.with_name(name)}"

    def renew(self):
        self.engine.dispose()
        for beside in ("-wal", "-shm"):
            self._file.with_name(f"{self._file.name}{beside}").unlink(missing_ok=True)
        shutil.copy(self._empty, self._file)


class Postgres:
    """What the last test wrote is taken out; the whole is made anew where its tables changed."""

    def __init__(self, server, settings):
        self._server = sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        self.address = f"{server}/test"
        self.engine = _engine(self.address)
        self._settings, self._shape = settings, None

    def new(self, name):
        """Return the address of another database, in which there is nothing."""
        self._say(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._say(f"CREATE DATABASE {name}")
        return self._server.url.set(database=name).render_as_string(hide_password=False)

    def renew(self):
        self.engine.dispose()
        if self._shape is None or self._read_shape() != self._shape:
            self._say("DROP DATABASE IF EXISTS test WITH (FORCE)")
            self._say("CREATE DATABASE test")
            _create_tables(self._settings, self.address)
            self._shape = self._read_shape()
        with self.engine.begin() as connection:
            connection.execute(sa.text(EMPTY))

    def close(self):
        self.engine.dispose()
        self._server.dispose()

    def _read_shape(self):
        with self.engine.connect() as connection:
            return connection.execute(sa.text(SHAPE)).all()

    def _say(self, statement):
        with self._server.connect() as connection:
            connection.execute(sa.text(statement))


# The names of all tables, indexes and sequences, and how many columns each has.
SHAPE = """
    SELECT relname, relnatts FROM pg_class
    WHERE relnamespace = 'public'::regnamespace ORDER BY relname
"""
# Deleting costs little where there is little; the keys begin at 1 again.
EMPTY = """
    DO $$
    DECLARE name text;
    BEGIN
        SET LOCAL session_replication_role = replica;
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('DELETE FROM %I', name);
        END LOOP;
        PERFORM setval(quote_ident(sequencename)::regclass, 1, false)
            FROM pg_sequences WHERE last_value IS NOT NULL;
    END $$
"""


def _engine(address):
    engine = sa.create_engine(address, **DEFAULTS["SQLALCHEMY_ENGINE_OPTIONS"])
    prepare(engine)
    return engine


def _create_tables(settings, address):
    app = create_app({**settings, "SQLALCHEMY_DATABASE_URI": address})
    with app.app_context():
        db.create_all()
        db.session.commit()
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
