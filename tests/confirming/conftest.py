import pytest

from tests.confirming.makers import Asking


@pytest.fixture
def asking(app, make):
    return Asking(app, make)
