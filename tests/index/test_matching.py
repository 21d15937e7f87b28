"""Records are found by what they say, and by what they say now."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.index import catching_up
from groupmgr.index.matching import found, keys
from groupmgr.index.models import Wording
from groupmgr.index.writing import add, row_of
from groupmgr.jobs.recurring import ask
from groupmgr.jobs.worker import Worker


@pytest.fixture
def search(session):
    def search(typed, thing="units"):
        session.flush()
        asked = found(session.get_bind().dialect.name, thing, typed)
        return [key for key, _ in session.execute(asked)]

    return search


@pytest.fixture
def centre(make):
    address, intro = "云岭机电学院３号楼", "讲授ＰＬＣ编程"
    return make.unit(name="数控师资研修班", address=address, intro=intro)


@pytest.mark.parametrize(
    "typed",
    ["师资", "数控师资", "3号楼", "３号楼", "plc", "PL", "szyx", "班", "研修 编程"],
)
def test_a_record_is_found_by_any_of_its_words(search, centre, typed):
    assert search(typed) == [centre.id]


@pytest.mark.parametrize("typed", ["师控", "数控研修", "lc", "院楼", "", "*", "'); --", '"'])
def test_it_is_not_found_by_what_it_does_not_say(search, centre, typed):
    assert search(typed) == []


def test_it_is_found_by_its_words_of_today_alone(search, session, centre):
    centre.name = "焊接培训"
    assert search("焊接") == [centre.id]
    assert search("数控") == []


def test_what_is_deleted_is_not_found(search, session, centre):
    session.flush()
    session.delete(centre)
    assert search("师资") == []


def test_records_of_another_table_are_not_found(search, centre):
    assert search("师资", "activities") == []


def test_the_newest_come_first(search, make, centre):
    other = make.unit(name="师资交流")
    assert search("师资") == [other.id, centre.id]


def test_what_was_written_past_the_session_is_caught_up(search, session, centre, app):
    session.execute(sa.delete(Wording))
    assert search("师资") == []
    session.commit()
    assert catching_up.any_left(session)
    session.commit()
    ask(db.engine, [catching_up.RECURRING])
    Worker(db.engine, HANDLERS, Path(app.config["HOME"])).run_one()
    session.expire_all()
    assert search("师资") == [centre.id]
    assert not catching_up.any_left(session)


TEXT = st.text("云岭职教集团 ab1，", max_size=12)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXT, max_size=6), st.text("云岭职教集团", min_size=2, max_size=4))
def test_the_index_answers_as_a_look_at_every_text_does(session, texts, typed):
    session.execute(sa.delete(Wording))
    rows = [row_of("x", key, "", [text]) for key, text in enumerate(texts)]
    add(session.connection(), rows)
    asked = keys(session.get_bind().dialect.name, "x", typed)
    assert set(session.scalars(asked)) == {k for k, text in enumerate(texts) if typed in text}
