import pytest

from groupmgr.kernel.base import Base
from tests.demo.conftest import closed, loaded


@pytest.mark.slow
def test_two_loads_are_equal_to_the_byte(tmp_path_factory):
    once, again = (loaded(tmp_path_factory.mktemp("demo")) for _ in range(2))
    for table in Base.metadata.sorted_tables:
        assert _rows(again, table) == _rows(once, table), table.name
    assert _files(again) == _files(once)
    closed(again)
    closed(once)


def _rows(world, table):
    query = table.select().order_by(*table.primary_key.columns)
    return [tuple(row) for row in world.session.execute(query)]


def _files(world):
    return sorted(place.name for place in world.home.glob("files/??/*"))
