import datetime as dt
import re

import pytest
import time_machine

from groupmgr.accounts.models import Account, Assignment, LoginSession
from groupmgr.journal.models import Entry
from groupmgr.policy import Role
from tests.makers import PASSWORD

NEW = "three-blue-trains"


@pytest.fixture
def client(app):
    return app.test_client()


def enter(client, login, password=PASSWORD, **query):
    return client.post("/sign-in", query_string=query, data={"login": login, "password": password})


def test_somebody_signs_in_and_is_led_to_what_was_asked_for(client, make):
    account = make.account(group=make.group(code="yunling"))
    asked = client.get("/g/yunling/bases/?q=焊接")
    assert asked.status_code == 302
    answer = client.post(asked.location, data={"login": account.login, "password": PASSWORD})
    assert answer.location.startswith("/g/yunling/bases/?q=")
    assert client.get(answer.location).status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_to_another_site(client, make, elsewhere):
    account = make.account()
    assert enter(client, account.login, next=elsewhere).location == "/"


def test_an_unknown_login_and_a_wrong_password_get_the_same_answer(client, make):
    account = make.account()
    secret = re.compile(r"value=\"[^\"]*\"|[\w.-]{60,}")
    wrong, unknown = (
        secret.sub("", enter(client, login, "wrong").text) for login in (account.login, "nobody")
    )
    assert "账号或密码不对" in wrong
    assert wrong == unknown


def test_five_wrong_passwords_lock_the_account_for_a_while(client, make, session):
    account = make.account()
    with time_machine.travel(dt.datetime(2024, 5, 6, 1, 0, tzinfo=dt.UTC), tick=False) as clock:
        for _ in range(5):
            enter(client, account.login, "wrong")
        assert "锁定到 09:15" in enter(client, account.login).text
        assert "锁定到" not in enter(client, account.login, "wrong").text
        assert session.query(Entry).filter_by(deed="连续输错密码，锁定账号").count() == 1
        clock.shift(dt.timedelta(minutes=16))
        assert enter(client, account.login).status_code == 303


def test_a_closed_account_is_not_let_in_and_is_put_out(client, make, session):
    account = make.account(group=make.group())
    enter(client, account.login)
    account.active = False
    session.commit()
    assert client.get("/profile").status_code == 302
    assert "账号或密码不对" in enter(client, account.login).text


def test_an_initial_password_is_changed_before_anything_else(client, make):
    account = make.account(group=make.group(code="yunling"), must_change=True)
    enter(client, account.login)
    assert client.get("/g/yunling/bases/").location == "/profile/password"

    change = {"old": PASSWORD, "new": NEW, "again": NEW}
    for wrong, words in [
        ({"old": "x"}, "现在的密码不对"),
        ({"new": "short", "again": "short"}, "密码至少"),
        ({"again": "other-words-here"}, "两次输入的新密码不一样"),
        ({"new": PASSWORD, "again": PASSWORD}, "不能与现在的相同"),
        ({"new": "a" * 12, "again": "a" * 12}, "密码太简单"),
    ]:
        assert words in client.post("/profile/password", data=change | wrong).text
    assert client.post("/profile/password", data=change).status_code == 303
    assert client.get("/g/yunling/bases/").status_code == 200


def test_signing_out_ends_the_session_and_not_only_the_cookie(client, make):
    account = make.account(group=make.group())
    enter(client, account.login)
    with client.session_transaction() as cookie:
        stolen = dict(cookie)
    client.post("/sign-out")
    with client.session_transaction() as cookie:
        cookie.update(stolen)
    assert client.get("/profile").status_code == 302


def test_a_session_is_ended_from_another_device_and_by_a_new_password(app, client, make, session):
    account = make.account(group=make.group())
    other = app.test_client()
    enter(client, account.login)
    enter(other, account.login)
    assert client.get("/profile").text.count("这台设备") == 2

    _mine, theirs = session.query(LoginSession).order_by(LoginSession.id)
    client.post(f"/profile/sessions/{theirs.id}/end")
    assert other.get("/profile").status_code == 302
    assert client.get("/profile").status_code == 200

    enter(other, account.login)
    client.post("/profile/password", data={"old": PASSWORD, "new": NEW, "again": NEW})
    assert other.get("/profile").status_code == 302
    assert client.get("/profile").status_code == 200


def test_nobody_ends_the_session_of_another_person(app, client, make, session):
    victim, other = make.account(group=make.group()), make.account(group=make.group())
    enter(client, victim.login)
    attacker = app.test_client()
    enter(attacker, other.login)
    (mine,) = session.query(LoginSession).filter_by(account_id=victim.id)
    attacker.post(f"/profile/sessions/{mine.id}/end")
    assert client.get("/profile").status_code == 200


def test_a_session_that_lies_idle_ends_and_one_in_use_does_not(client, make):
    account = make.account(group=make.group())
    with time_machine.travel(dt.datetime(2024, 5, 6, 1, 0, tzinfo=dt.UTC), tick=False) as clock:
        enter(client, account.login)
        for _ in range(3):
            clock.shift(dt.timedelta(hours=7))
            assert client.get("/profile").status_code == 200
        clock.shift(dt.timedelta(hours=9))
        assert client.get("/profile").status_code == 302


def test_a_person_without_a_group_is_told_whom_to_ask(client, make, session):
    account = make.account()
    session.query(Assignment).delete()
    session.commit()
    enter(client, account.login)
    assert "还没有加入任何集团" in client.get("/").text


def test_one_group_opens_at_once_and_several_are_offered(client, make):
    account = make.account(group=make.group(code="yunling", name="云岭集团"))
    enter(client, account.login)
    assert client.get("/").location.startswith("/g/yunling/")
    make.assign(account, Role.EXPERT, group=make.group(name="澜山联合体", code="lanshan"))
    page = client.get("/").text
    assert "云岭集团" in page
    assert "澜山联合体" in page
    client.get("/g/lanshan/bases/")
    assert client.get("/").location.startswith("/g/lanshan/")


class TestAdministration:
    def test_an_account_is_opened_with_a_password_shown_once(self, app, sign_in, session):
        office = sign_in(Role.SECRETARIAT)
        facts = {"login": "zhoumin", "name": "周敏", "role": "staff"}
        answer = office.post(f"{office.home}/accounts/new", data=facts)
        password = re.search(r"[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}", answer.text)[0]
        assert password not in office.get(f"{office.home}/accounts/").text

        client = app.test_client()
        enter(client, "zhoumin", password)
        assert client.get("/").location == "/profile/password"
        assert "已有人使用" in office.post(f"{office.home}/accounts/new", data=facts).text

    def test_a_unit_administrator_opens_accounts_for_the_own_unit_alone(
        self, sign_in, make, session
    ):
        group = make.group()
        own, other = make.unit(group), make.unit(group)
        admin = sign_in(Role.UNIT_ADMIN, group=group, unit=own)
        new = f"{admin.home}/accounts/new"
        clerk = {"login": "linxiao", "name": "林晓", "role": "unit-clerk", "unit_id": own.id}

        assert "请从列表中" in admin.post(new, data=clerk | {"unit_id": other.id}).text
        assert "请从列表中" in admin.post(new, data=clerk | {"role": "secretariat"}).text
        assert "请选择单位" in admin.post(new, data=clerk | {"unit_id": ""}).text
        assert "初始密码" in admin.post(new, data=clerk).text
        assert session.query(Account).filter_by(login="linxiao").count() == 1

    def test_a_unit_administrator_does_not_find_the_accounts_of_others(self, sign_in, make):
        group = make.group()
        own = make.unit(group)
        admin = sign_in(Role.UNIT_ADMIN, group=group, unit=own)
        office = make.account(Role.SECRETARIAT, group=group, name="秘书处的人")
        assert "秘书处的人" not in admin.get(f"{admin.home}/accounts/").text
        assert admin.get(f"{admin.home}/accounts/{office.id}").status_code == 404
        assert admin.post(f"{admin.home}/accounts/{office.id}/password").status_code == 404

    def test_nobody_takes_over_an_account_that_is_more_elsewhere(self, sign_in, make):
        group = make.group()
        own = make.unit(group)
        both = make.account(Role.UNIT_CLERK, unit=own, group=group)
        make.assign(both, Role.SECRETARIAT, group=group)
        abroad = make.account(Role.STAFF, group=group)
        make.assign(abroad, Role.SECRETARIAT, group=make.group())
        admin = sign_in(Role.UNIT_ADMIN, group=group, unit=own)
        office = sign_in(Role.SECRETARIAT, group=group)

        assert admin.post(f"{admin.home}/accounts/{both.id}/password").status_code == 403
        assert admin.post(f"{admin.home}/accounts/{both.id}/close").status_code == 403
        assert office.post(f"{office.home}/accounts/{abroad.id}/password").status_code == 403
        assert "初始密码" in office.post(f"{office.home}/accounts/{both.id}/password").text

    def test_staff_may_not_administer_accounts(self, sign_in):
        staff = sign_in(Role.STAFF)
        assert staff.get(f"{staff.home}/accounts/").status_code == 403

    def test_roles_are_given_and_taken(self, sign_in, make, session):
        group = make.group()
        unit = make.unit(group, name="北岸职业中专学校")
        person = make.account(Role.STAFF, group=group)
        office = sign_in(Role.SECRETARIAT, group=group)
        page = f"{office.home}/accounts/{person.id}"

        given = {"role": "unit-admin", "unit_id": unit.id}
        office.post(f"{page}/roles", data=given)
        assert "北岸职业中专学校" in office.get(page).text
        assert "已有这个角色" in office.post(f"{page}/roles", data=given).text

        first = session.query(Assignment).filter_by(account_id=person.id, role=Role.STAFF).one()
        office.post(f"{page}/roles/{first.id}/take")
        assert session.query(Assignment).filter_by(account_id=person.id).count() == 1
        own = session.query(Assignment).filter_by(account_id=office.actor.account_id).one()
        mine = f"{office.home}/accounts/{office.actor.account_id}"
        assert office.post(f"{mine}/roles/{own.id}/take").status_code == 409

    def test_an_account_is_closed_and_opened_again_and_the_journal_tells(
        self, app, sign_in, make, session
    ):
        group = make.group()
        person = make.account(Role.STAFF, group=group)
        theirs = app.test_client()
        enter(theirs, person.login)
        office = sign_in(Role.SECRETARIAT, group=group)

        office.post(f"{office.home}/accounts/{person.id}/close")
        assert theirs.get("/profile").status_code == 302
        office.post(f"{office.home}/accounts/{person.id}/open")
        assert enter(theirs, person.login).status_code == 303
        mine = f"{office.home}/accounts/{office.actor.account_id}/close"
        assert office.post(mine).status_code == 409
        deeds = [entry.deed for entry in session.query(Entry).order_by(Entry.id)]
        assert deeds == ["停用账号", "启用账号"]
