"""The demonstration, loaded once for all tests that only read it."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import features
from groupmgr.demo.load import load
from groupmgr.index import writing
from groupmgr.kernel.base import Base
from groupmgr.web import database

# Every table is known once the features are; words are written as in the product.
assert features.FEATURES
writing.listen()


def pytest_collection_modifyitems(items):
    """Call all tests of the demonstration slow: the first of them loads it."""
    for one in items:
        if one.path.is_relative_to(Path(__file__).parent) and "world" in one.fixturenames:
            one.add_marker(pytest.mark.slow)


def loaded(home):
    """Return the demonstration in a database of its own, with its session open."""
    engine = sa.create_engine(f"sqlite:///{home / 'demo.db'}")
    database.prepare(engine)
    Base.metadata.create_all(engine)
    session = Session(engine, expire_on_commit=False)
    world = load(session, home)
    session.commit()
    return world


def closed(world):
    engine = world.session.get_bind()
    world.session.close()
    engine.dispose()


@pytest.fixture(scope="package")
def world(tmp_path_factory):
    made = loaded(tmp_path_factory.mktemp("demo"))
    yield made
    closed(made)


@pytest.fixture
def group(world):
    """The provincial group."""
    return world.groups["yunling"]
