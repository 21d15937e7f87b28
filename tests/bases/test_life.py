"""A base is counted in the state in which it was on the day."""

import datetime as dt

import pytest

from groupmgr.bases.labels import BaseState, BuildMode
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.service import life
from groupmgr.bases.service.registering import SHOWN
from groupmgr.catalogue import CATALOGUE
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.kernel.levels import Review
from groupmgr.kernel.period import Period, Scope
from groupmgr.policy import Role
from tests.bases.makers import SINCE, make_base


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def school(make, group):
    return make.unit(group, name="云岭机电职业技术学院")


@pytest.fixture
def clerk(sign_in, group, school):
    return sign_in(Role.UNIT_CLERK, group=group, unit=school)


@pytest.fixture
def base(make, group, school, session):
    made = make_base(make, school, group)
    return session.get(TrainingBase, made.id, options=SHOWN, populate_existing=True)


def stage(state, on, **more):
    return {"state": state, "on": on, "document_number": None, "reason": ""} | more


def lived(base, *stages):
    kept = [stage(one.state, one.on) for one in base.stages]
    return {"stages": [*kept, *stages]}


def test_a_base_that_stops_stays_in_the_years_before(session, group, clerk, base):
    stopped = stage(BaseState.STOPPED, dt.date(2024, 3, 1), document_number="集团发〔2024〕3号")
    first = base.stages[0].id
    life.live(session, clerk.actor, base, lived(base, stopped))

    def running(year):
        return CATALOGUE["B01"].read(session, Scope(group.id, Period.year(year))).value

    assert [running(year) for year in (2019, 2020, 2023, 2024)] == [0, 1, 1, 0]
    assert base.state is BaseState.STOPPED
    assert base.stages[0].id == first
    shown = clerk.get(f"{clerk.home}/bases/{base.id}").text
    assert "集团发〔2024〕3号" in shown
    assert "2024年3月1日" in shown


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        (
            [
                stage(BaseState.DELISTED, dt.date(2022, 1, 1)),
                stage(BaseState.OPERATING, dt.date(2023, 1, 1)),
            ],
            "“摘牌”之后不能是“已建成运行”",
        ),
        ([stage(BaseState.STOPPED, SINCE)], "同一天只填一个状态"),
        ([stage(BaseState.STOPPED, dt.date(2099, 1, 1))], "不能晚于今天"),
    ],
)
def test_a_life_that_cannot_be_is_refused(session, clerk, base, stages, words):
    with pytest.raises(RuleBroken, match=words):
        life.live(session, clerk.actor, base, lived(base, *stages))


def test_the_states_are_typed_in_rows_and_the_list_shows_the_last(session, clerk, base):
    rows = {
        "stages-0-state": "operating",
        "stages-0-on": "2020-09-01",
        "stages-1-state": "mending",
        "stages-1-on": "2025-01-01",
    }
    clerk.post(f"{clerk.home}/bases/{base.id}/life", data=rows)
    assert base.name in clerk.get(f"{clerk.home}/bases/?state=mending").text
    assert base.name not in clerk.get(f"{clerk.home}/bases/?state=operating").text


def test_no_unit_reviews_its_own_base(session, sign_in, group, clerk, base):
    row = {"year": 2024, "result": Review.EXCELLENT, "on": dt.date(2025, 1, 9)}
    facts = {"reviews": [row | {"reviewer": "集团秘书处", "document_number": None}]}
    with pytest.raises(NotAllowed):
        life.review(session, clerk.actor, base, facts)
    office = sign_in(Role.STAFF, group=group).actor
    with pytest.raises(RuleBroken, match="只填一行"):
        life.review(session, office, base, {"reviews": facts["reviews"] * 2})
    life.review(session, office, base, facts)
    assert "2024年度" in clerk.get(f"{clerk.home}/bases/{base.id}").text


def test_what_does_not_fit_together_is_remarked(base):
    base.build_mode, base.built_on = BuildMode.CO_BUILT, dt.date(2021, 1, 1)
    assert [words[:4] for words in life.remarks(base)] == ["建立日期", "校企共建"]


def test_a_day_takes_another_state_without_being_there_twice(session, clerk, base):
    first = base.stages[0].id
    building = stage(BaseState.BUILDING, SINCE)
    life.live(session, clerk.actor, base, {"stages": [building]})
    assert [(one.id, one.state) for one in base.stages] == [(first, BaseState.BUILDING)]
