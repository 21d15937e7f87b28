import datetime as dt

import pytest
import sqlalchemy as sa

from groupmgr.activities.labels import ActivityState
from groupmgr.groups.models import Closing, Exemption
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Role
from tests.reading import words

WAITING = {"decision": Decision.WAITING, "decided_version": None}


@pytest.fixture
def typed():
    return {"until": today().isoformat(), "reason": "漏报一个班"}


@pytest.fixture
def office(sign_in, stage):
    return sign_in(Role.SECRETARIAT, group=stage.group)


def test_a_year_is_closed_with_what_still_waits_in_sight(session, stage, office):
    stage.training()
    stage.training(credit=WAITING)
    stage.training(state=ActivityState.DRAFT, credit=WAITING)
    page = office.get(f"{office.home}/closings/").text
    assert "封账2024年度？" in page
    assert "还有 1 项没有审完（待审核 1），封账后不能再审核。" in page

    office.post(f"{office.home}/closings/2024/close")
    assert session.scalars(sa.select(Closing.year)).all() == [2024]
    page = office.get(f"{office.home}/closings/").text
    assert "已封账" in page
    assert "封账2024年度？" not in page


def test_a_year_under_way_offers_no_closing(office):
    page = office.get(f"{office.home}/closings/").text
    assert f"封账{today().year - 1}年度？" in page
    assert f"封账{today().year}年度？" not in page


def test_a_unit_is_exempted_and_the_exemption_taken_back(session, stage, office, typed):
    office.post(f"{office.home}/closings/2024/close")
    typed["unit_id"] = stage.school.id
    office.post(f"{office.home}/closings/1/exempt", data=typed)
    page = office.get(f"{office.home}/closings/").text
    assert "开放中" in page
    assert stage.school.name in page
    office.post(f"{office.home}/closings/exemptions/1/end")
    assert session.get(Exemption, 1).ended_at is not None
    assert "开放中" not in office.get(f"{office.home}/closings/").text


def test_no_unit_means_what_the_secretariat_keeps_itself(session, office, typed):
    office.post(f"{office.home}/closings/2024/close")
    office.post(f"{office.home}/closings/1/exempt", data=typed)
    assert session.get(Exemption, 1).unit_id is None
    assert "秘书处登记的事项" in office.get(f"{office.home}/closings/").text


def test_a_year_is_opened_again_with_a_reason(session, office):
    office.post(f"{office.home}/closings/2024/close")
    answer = office.post(f"{office.home}/closings/1/reopen", data={"reason": ""})
    assert answer.status_code == 200
    assert session.get(Closing, 1).reopened_at is None
    office.post(f"{office.home}/closings/1/reopen", data={"reason": "上级要求补报"})
    assert session.get(Closing, 1).reopened_at is not None
    assert "上级要求补报" in office.get(f"{office.home}/closings/").text


def test_another_group_sees_nothing_of_it(make, sign_in, office):
    office.post(f"{office.home}/closings/2024/close")
    stranger = sign_in(Role.SECRETARIAT, group=make.group())
    assert stranger.get(f"{stranger.home}/closings/1/reopen").status_code == 404
    assert "2024" not in words(stranger.get(f"{stranger.home}/closings/").text)


def test_the_list_of_years_needs_as_many_queries_for_many_years(stage, office, statements, typed):
    with statements() as few:
        office.get(f"{office.home}/closings/")
    for year in range(2015, 2024):
        stage.training(ends_on=dt.date(year, 5, 6), starts_on=dt.date(year, 5, 6))
        office.post(f"{office.home}/closings/{year}/close")
    office.post(f"{office.home}/closings/1/exempt", data=typed)
    with statements() as many:
        office.get(f"{office.home}/closings/")
    assert len(many) <= len(few) + 1
