import datetime as dt

import pytest
from flask import url_for

from groupmgr.activities.service import deciding
from groupmgr.home.places import ONES, PLACES
from groupmgr.home.tasks import Pile, Task, piles
from groupmgr.journal import service as journal
from groupmgr.kernel.credit import Decision
from groupmgr.performance.years import latest
from groupmgr.policy import PERSONAL, PUBLIC, Action, Role
from tests.activities.makers import DAY, Stage

TODAY = dt.date(2024, 12, 1)


@pytest.fixture
def stage(make):
    return Stage(make)


def waiting(session, actor):
    return {pile.kind: pile.total for pile in piles(session, actor, TODAY)}


def test_what_was_handed_in_waits_for_the_office_until_it_decides(session, stage):
    activity = stage.submitted()
    assert waiting(session, stage.office) == {"待审核": 1}
    deciding.decide(session, stage.office, activity, Decision.APPROVED, version=1)
    assert waiting(session, stage.office) == {}


def test_what_was_returned_waits_for_the_unit_alone(session, stage):
    clerk, other = stage.clerk(), stage.clerk()
    activity = stage.submitted(clerk)
    deciding.decide(
        session, stage.office, activity, Decision.RETURNED, version=1, reason="缺签到表"
    )
    assert waiting(session, clerk) == {"已退回": 1}
    assert waiting(session, other) == {}
    assert waiting(session, stage.office) == {}


def test_a_draft_waits_for_its_unit_and_nobody_else(session, stage):
    clerk = stage.clerk()
    stage.draft(clerk)
    assert waiting(session, clerk) == {"草稿": 1}
    assert waiting(session, stage.office) == {}


@pytest.mark.parametrize(
    ("kind", "day", "words"),
    [
        ("已逾期", dt.date(2024, 11, 26), "逾期 5 天"),
        ("临期", dt.date(2024, 12, 4), "还剩 3 天"),
        ("待审核", dt.date(2024, 11, 29), "等待 2 天"),
        ("待审核", TODAY, "今天"),
    ],
)
def test_a_task_tells_how_long_it_waits(kind, day, words):
    assert Pile(kind, "", "", 1, []).when(Task(1, "", "", day), TODAY) == words


@pytest.mark.parametrize(
    ("page", "view"),
    sorted({(one.page, one.view) for one in (*PLACES.values(), *ONES.values()) if one.view}),
)
def test_every_pile_leads_to_a_view_of_its_list(app, sign_in, page, view):
    found = []
    for role in (Role.SECRETARIAT, Role.UNIT_ADMIN):
        client = sign_in(role)
        with app.test_request_context():
            address = url_for(page, group=client.home.rpartition("/")[2], view=view)
        found.append(f'view={view}" aria-current="true"' in client.get(address).text)
    assert any(found)


def test_the_year_shown_is_the_last_in_which_something_happened(session, stage):
    assert latest(session, stage.group.id, TODAY) == TODAY.year
    stage.draft()
    assert latest(session, stage.group.id, dt.date(2026, 1, 1)) == 2026
    stage.submitted()
    assert latest(session, stage.group.id, dt.date(2026, 1, 1)) == DAY.year


@pytest.mark.parametrize("role", Role)
def test_everybody_finds_a_desk(sign_in, role):
    client = sign_in(role)
    page = client.get(f"{client.home}/").text
    assert "待办" in page
    assert "年度主要数据" in page
    assert ("最近动态" in page) == (role in (Role.SYSTEM, Role.SECRETARIAT))


def test_the_desk_takes_the_same_statements_however_much_waits(sign_in, stage, statements):
    client = sign_in(Role.STAFF, group=stage.group)

    def sent():
        with statements() as found:
            assert client.get(f"{client.home}/").status_code == 200
        return len(found)

    stage.submitted()
    few = sent()
    for _ in range(6):
        stage.submitted()
    assert sent() == few


def test_the_table_of_rights_is_drawn_from_the_policy(sign_in):
    client = sign_in(Role.UNIT_CLERK)
    page = client.get(f"{client.home}/rights").text
    decided = [action for action in Action if action not in PUBLIC | PERSONAL]
    for action in decided:
        assert f'<th scope="row">{action.label}</th>' in page
    assert page.count('<th scope="row">') == len(decided)


def test_the_journal_shows_what_was_done_and_that_nobody_rewrote_it(sign_in, session, stage):
    stage.submitted()
    client = sign_in(Role.SECRETARIAT, group=stage.group)
    assert "数控加工师资研修班" in client.get(f"{client.home}/journal/").text
    assert journal.broken_at(session) is None

    entry = journal.history(session, stage.submitted())[0]
    entry.deed = "没有做过的事"
    session.commit()
    assert journal.broken_at(session) == entry.id
