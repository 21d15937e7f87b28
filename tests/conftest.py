"""One app and one empty database a test; makers for everything a test needs."""

import contextlib
import contextvars
import os
import tempfile

import pytest
import sqlalchemy as sa
from flask import has_app_context
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from groupmgr.accounts import service as accounts
from groupmgr.app import create_app
from groupmgr.extensions import db as database
from groupmgr.policy import Role
from tests import postgres
from tests.databases import Postgres, Sqlite
from tests.makers import Maker

pytest_plugins = ["tests.browser"]

# Each test has an app of its own; they need not compile the same templates again.
TEMPLATES = FileSystemBytecodeCache(tempfile.mkdtemp(prefix="groupmgr-templates-"))
SETTINGS = {
    "TESTING": True,
    "SECRET_KEY": "test",
    "WTF_CSRF_ENABLED": False,
    "RATELIMIT_ENABLED": False,
    "WORKER": "none",
}


class Client(FlaskClient):
    """Asks in a context of its own, as a browser does, not in the one the test holds open.

    What the test had in hand is committed before and read anew after, so that
    the two never wait for each other's lock.
    """

    def open(self, *args, **kwargs):
        if not has_app_context():  # a redirect is being followed
            return super().open(*args, **kwargs)
        database.session.commit()
        try:
            return contextvars.Context().run(super().open, *args, **kwargs)
        finally:
            database.session.expire_all()


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory):
    return Sqlite(tmp_path_factory.mktemp("database"), SETTINGS)


@pytest.fixture(scope="session")
def postgresql():
    if postgres.programs() is None and "CI" not in os.environ:
        pytest.skip("PostgreSQL is not installed here; ./run test installs it")
    with postgres.cluster() as server:
        databases = Postgres(server, SETTINGS)
        yield databases
        databases.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.scale)])
def app(request, tmp_path):
    """The application on an empty database: every test that takes it runs on both kinds."""
    databases = request.getfixturevalue(request.param)
    address = databases.copy(tmp_path)
    app = create_app({**SETTINGS, "HOME": tmp_path, "SQLALCHEMY_DATABASE_URI": address})
    app.jinja_env.bytecode_cache = TEMPLATES
    app.test_client_class = Client
    with app.app_context():
        yield app
        database.session.remove()
        database.engine.dispose()
    databases.drop(address)


@pytest.fixture
def session(app):
    return database.session


@pytest.fixture
def make(session):
    return Maker(session)


@pytest.fixture
def sign_in(app, session, make):
    """Return a client signed in as somebody of a role; `group` is made where none is given.

    `client.home` is the address of the group's pages, `client.actor` the person
    as the services see one.
    """

    def enter(role=Role.SECRETARIAT, group=None, unit=None, **facts):
        group = group or make.group()
        account = make.account(role, group=group, unit=unit, **facts)
        client = app.test_client()
        client.home = f"/g/{group.code}"
        client.actor = make.actor(account, group)
        token = accounts.open_session(database.session(), account, "测试", "127.0.0.1")
        session.commit()
        with client.session_transaction() as cookie:
            cookie["login"] = token
        return client

    return enter


@pytest.fixture
def statements(app):
    """Count the statements of a block, as in `with statements() as sent: ...; len(sent)`."""

    @contextlib.contextmanager
    def count():
        sent = []

        def note(connection, cursor, statement, *rest):
            if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
                sent.append(statement)

        sa.event.listen(database.engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            sa.event.remove(database.engine, "before_cursor_execute", note)

    return count
