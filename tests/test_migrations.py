"""Migrations lead to the tables of the models, and back again."""

import flask_migrate
import pytest
import sqlalchemy as sa

from groupmgr.app import create_app
from groupmgr.extensions import db
from groupmgr.kernel.base import Base
from tests.conftest import SETTINGS


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.scale)])
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
