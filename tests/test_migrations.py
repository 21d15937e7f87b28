"""Migrations lead to the tables of the models, and back again."""

import datetime as dt

import flask_migrate
import pytest
import sqlalchemy as sa

from groupmgr.app import create_app
from groupmgr.extensions import db
from groupmgr.kernel.base import Base
from tests.conftest import SETTINGS

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.scale)]
# The last of the migrations that people have filled.
FILLED = "0012"
# What a row of these tables must say beside what every row must.
MORE = {
    "units": {"no_uscc_reason": "测试"},
    "evidence": {"url": "https://example.org"},
    "votes": {"base": 3},
}
DAY = dt.date(2024, 5, 6)
BY_TYPE = {
    sa.DateTime: dt.datetime.combine(DAY, dt.time()),
    sa.Date: DAY,
    sa.Boolean: False,
    sa.Integer: 1,
    sa.String: "1",
    sa.JSON: {},
}


def one_row_of_each(connection):
    """Fill the tables as they are, whatever the models say of later ones."""
    metadata = sa.MetaData()
    metadata.reflect(connection)
    for table in metadata.sorted_tables:
        asked = [c for c in table.columns if not (c.nullable or c.server_default)]
        values = {c.name: _value(c) for c in asked} | MORE.get(table.name, {})
        if table.name not in ("alembic_version", "distinctions"):
            connection.execute(table.insert().values(values))
    return {table.name for table in metadata.sorted_tables} - {"distinctions"}


def _value(column):
    if column.foreign_keys or column.primary_key:
        return 1
    return next(value for kind, value in BY_TYPE.items() if isinstance(column.type, kind))


@pytest.mark.parametrize("kind", BOTH)
def test_no_row_is_lost_on_the_way_up(request, kind, tmp_path):
    address = request.getfixturevalue(kind).new("filled")
    app = create_app({**SETTINGS, "HOME": tmp_path, "SQLALCHEMY_DATABASE_URI": address})
    with app.app_context():
        flask_migrate.upgrade(revision=FILLED)
        with db.engine.begin() as connection:
            names = one_row_of_each(connection)
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            for name in names:
                count = sa.select(sa.func.count()).select_from(sa.table(name))
                assert connection.scalar(count) >= 1, name
        db.engine.dispose()


@pytest.mark.slow
@pytest.mark.parametrize("kind", BOTH)
def test_each_migration_goes_up_and_down(request, kind, tmp_path):
    address = request.getfixturevalue(kind).new("migrated")
    app = create_app({**SETTINGS, "HOME": tmp_path, "SQLALCHEMY_DATABASE_URI": address})
    with app.app_context():
        flask_migrate.upgrade()
        tables = set(sa.inspect(db.engine).get_table_names())
        tables -= {name for name in tables if name.startswith("wording_matches")}
        assert tables == {table.name for table in Base.metadata.sorted_tables} | {"alembic_version"}
        flask_migrate.downgrade(revision="base")
        assert sa.inspect(db.engine).get_table_names() == ["alembic_version"]
        flask_migrate.upgrade()
        flask_migrate.check()
        db.engine.dispose()
