import pytest

from tests.activities.makers import Stage


@pytest.fixture
def stage(make):
    return Stage(make)
