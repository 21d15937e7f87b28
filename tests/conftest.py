"""One app a worker, one empty database and home a test; makers for everything a test needs."""

import contextlib
import contextvars
import os

import pytest
import sqlalchemy as sa
from flask import has_app_context
from flask.testing import FlaskClient

from groupmgr.accounts import service as accounts
from groupmgr.app import create_app
from groupmgr.extensions import db as database
from groupmgr.extensions import limiter
from groupmgr.performance import figures
from groupmgr.policy import Role
from tests import postgres
from tests.databases import Postgres, Sqlite
from tests.makers import Maker

pytest_plugins = ["tests.browser"]

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


@pytest.fixture(scope="session")
def product():
    """The application as it is made once; each test changes its settings alone."""
    limited = {"RATELIMIT_ENABLED": True, "SQLALCHEMY_DATABASE_URI": "sqlite://"}
    app = create_app({**SETTINGS, **limited})
    app.test_client_class = Client
    return app


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.scale)])
def app(request, product, tmp_path):
    """The application on an empty database: every test that takes it runs on both kinds."""
    databases = request.getfixturevalue(request.param)
    databases.renew()
    figures.forget()
    limiter.enabled = False
    settings = dict(product.config)
    product.config.update(HOME=tmp_path, SQLALCHEMY_DATABASE_URI=databases.address)
    with product.app_context():
        database.engines[None] = databases.engine
        yield product
        database.session.remove()
    product.config.clear()
    product.config.update(settings)


@pytest.fixture
def session(app):
    return database.session


@pytest.fixture
def limits(app, monkeypatch):
    """Let the app slow those down who ask too often."""
    monkeypatch.setattr(limiter, "enabled", True)
    yield
    limiter.reset()


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
