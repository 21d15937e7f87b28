"""A closed year is the same before and after whatever anybody tries."""

import importlib
import inspect
import pkgutil
import re

import pytest

import groupmgr
from groupmgr.groups.closing import Closed
from tests.closing.attempts import FREE, TRIED

pytestmark = pytest.mark.slow

PARTS = (
    *("activities", "confirming", "merging", "meetings", "members"),
    *("bases", "projects", "studios", "groups"),
)
PAGES = re.compile("views|form|lists")
WRITES = re.compile(
    r"journal\.record\(|session\.(add|add_all|delete|flush)\(|note\(|drafting\.save\("
    r"|sa\.(delete|update)\("
)


def test_whatever_is_tried_on_a_closed_year_leaves_its_figures_as_they_are(year, session):
    year.close()
    before = year.tables()
    for name, attempts in TRIED.items():
        for number, attempt in enumerate(attempts):
            assert refused(attempt, year), (name, number)
            # Even before the request is rolled back, as it is where something was refused.
            assert year.tables() == before, (name, number)
            session.rollback()


def test_each_of_these_is_done_while_the_year_is_open(year, session):
    """Otherwise the refusal would say nothing."""
    for attempts in TRIED.values():
        for attempt in attempts:
            attempt(year)
            session.flush()
            session.rollback()


def test_every_function_that_writes_is_tried_or_is_free_for_a_reason():
    writing = set(_writing())
    known = TRIED.keys() | FREE.keys()
    assert sorted(writing - known) == [], "enter it in tests/closing/attempts.py"
    assert not TRIED.keys() & FREE.keys()
    assert sorted(known - set(_public())) == [], "it is gone"


def refused(attempt, year):
    try:
        attempt(year)
    except Closed:
        return True
    return False


def _modules():
    for part in PARTS:
        package = importlib.import_module(f"groupmgr.{part}")
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not PAGES.search(found.name.rpartition(".")[2]):
                yield importlib.import_module(found.name)


def _functions():
    """Yield the functions of services: those that are given a session and an actor."""
    for module in _modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            given = list(inspect.signature(function).parameters)
            if own and given[:1] == ["session"] and "actor" in given[:2]:
                yield module, name, function


def _public():
    for module, name, _ in _functions():
        yield f"{module.__name__}.{name}".removeprefix(f"{groupmgr.__name__}.")


def _writing():
    for module, name, function in _functions():
        if _writes(module, function, ()):
            yield f"{module.__name__}.{name}".removeprefix(f"{groupmgr.__name__}.")


def _writes(module, function, seen):
    """Tell whether a function, or one of its module that it calls, writes."""
    text = inspect.getsource(function)
    if WRITES.search(text):
        return True
    called = (
        other
        for name, other in inspect.getmembers(module, inspect.isfunction)
        if other.__module__ == module.__name__ and re.search(rf"\b{name}\(", text)
    )
    return any(
        _writes(module, other, (*seen, function))
        for other in called
        if other is not function and other not in seen
    )
