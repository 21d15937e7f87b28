import pytest

from tests.closing.makers import Year


@pytest.fixture
def year(make, app):
    return Year(make, app.config["HOME"])
