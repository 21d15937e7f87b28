import pytest

from groupmgr.activities.service import deciding, submitting
from groupmgr.activities.service.remarking import Pin
from groupmgr.groups.reason import Reason
from groupmgr.groups.service import add, founder
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Role
from tests.activities.makers import DAY


@pytest.fixture
def office(stage, sign_in):
    return sign_in(Role.STAFF, group=stage.group)


@pytest.fixture
def shared(stage, make, sign_in):
    """A record offered to two groups, and the office of the second."""
    unit, second = stage.unit(), make.group(short_name="乙集团")
    make.membership(second, unit)
    activity = stage.submitted(stage.clerk(unit))
    return activity, sign_in(Role.STAFF, group=second)


def test_a_record_offered_to_two_groups_is_decided_by_each_for_itself(stage, office, shared):
    activity, other = shared
    assert "只影响本集团" in office.get(f"{office.home}/activities/{activity.id}/review").text
    body = {"version": 1, "decision": "returned", "pins-0-place": "title", "pins-0-words": "写全称"}
    office.post(f"{office.home}/activities/{activity.id}/review", data=body)
    body = {"version": 1, "decision": "approved"}
    other.post(f"{other.home}/activities/{activity.id}/review", data=body)
    found = {one.group_id: one.decision for one in stage.again(activity).credits}
    assert found == {
        stage.group.id: Decision.RETURNED,
        other.actor.group_id: Decision.APPROVED,
    }


def test_no_page_of_another_group_tells_what_a_group_remarked(stage, session, office, shared):
    activity, other = shared
    pins = [Pin("title", None, "只给本集团看的话")]
    deciding.decide(session, stage.office, activity, Decision.RETURNED, version=1, pins=pins)
    session.commit()
    for path in ("", "/review", "/edit"):
        page = other.get(f"{other.home}/activities/{activity.id}{path}")
        assert page.status_code == 200
        assert "只给本集团看的话" not in page.text, path
        own = office.get(f"{office.home}/activities/{activity.id}{path}").text
        assert "只给本集团看的话" in own, path


def test_what_was_typed_stays_where_a_return_is_refused(stage, office):
    activity = stage.submitted()
    address = f"{office.home}/activities/{activity.id}/review"
    body = {"version": 1, "decision": "more", "pins-0-place": "days", "pins-0-words": "差一天"}
    page = office.post(address, data=body).text
    assert 'value="差一天"' in page
    assert 'name="pins-1-words"' in page
    old = office.post(address, data=body | {"version": 7, "decision": "returned"}).text
    assert 'value="差一天"' in old
    assert stage.again(activity).credits[0].decision is Decision.WAITING


def test_the_administrator_keeps_the_reasons_and_others_read_them(stage, session, sign_in):
    admin = sign_in(Role.SECRETARIAT, group=stage.group)
    address = f"{admin.home}/reasons/"
    assert "采用建议的理由" in admin.get(address).text
    assert admin.post(f"{address}begin").status_code == 303
    body = {"decision": "returned", "words": "签到表缺页", "place": "evidence"}
    assert admin.post(f"{address}new", data=body).status_code == 303
    assert "已有这条理由" in admin.post(f"{address}new", data=body).text
    one = session.query(Reason).filter_by(words="签到表缺页").one()
    day = {"valid_until": DAY.isoformat()}
    assert admin.post(f"{address}{one.id}/end", data=day).status_code == 303
    page = admin.get(address).text
    assert page.index("已终止的理由") < page.index("签到表缺页")
    reader = sign_in(Role.STAFF, group=stage.group)
    assert "登记理由" not in reader.get(address).text
    assert reader.post(f"{address}new", data=body).status_code == 403


def test_a_new_group_begins_with_reasons(session, make):
    account = make.account(Role.SYSTEM)
    facts = {"code": "new", "name": "新职教集团", "short_name": "新集团", "kind": "sector"}
    group = add(session, founder(session, account), facts)
    assert session.query(Reason).filter_by(group_id=group.id).count() > 10


def test_a_void_record_is_restored_on_a_page_of_its_own(stage, session, sign_in):
    clerk = sign_in(Role.UNIT_CLERK, group=stage.group, unit=stage.unit())
    activity = stage.submitted(clerk.actor)
    submitting.void(session, clerk.actor, activity, "误报")
    session.commit()
    home = f"{clerk.home}/activities/{activity.id}"
    assert f"{home}/restore" in clerk.get(home).text
    assert "请填写原因" in clerk.post(f"{home}/restore", data={}).text
    assert clerk.post(f"{home}/restore", data={"reason": "没有误报"}).status_code == 303
    assert "没有误报" in clerk.get(home).text
