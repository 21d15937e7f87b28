import pytest

from tests.merging.makers import Doubles


@pytest.fixture
def doubles(make):
    return Doubles(make)
