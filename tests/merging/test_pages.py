import re

import pytest

from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.merging.models import JoinRequest, Merge
from groupmgr.policy import Role
from tests.merging.makers import TIMES, funds
from tests.reading import words


@pytest.fixture
def office(doubles, sign_in):
    return sign_in(Role.STAFF, group=doubles.group)


@pytest.fixture
def school(doubles, sign_in):
    return sign_in(Role.UNIT_CLERK, group=doubles.group, unit=doubles.school)


@pytest.fixture
def firm(doubles, sign_in):
    return sign_in(Role.UNIT_CLERK, group=doubles.group, unit=doubles.firm)


def at(client, *steps):
    return "/".join([f"{client.home}/activities", *map(str, steps)])


def test_a_new_record_shows_what_may_be_the_same_and_why(doubles, firm):
    activity = doubles.reported()
    query = {
        "title": activity.title,
        "starts_on": activity.starts_on,
        "ends_on": activity.ends_on,
        "owner_unit_id": doubles.firm.id,
    }
    page = firm.get(at(firm, "alike"), query_string=query).text
    assert "同日、名称相同" in page
    assert f'name="join" value="{activity.id}"' in page


def begin(client, activity, **more):
    facts = {
        "title": activity.title,
        "category": activity.category.value,
        "starts_on": str(activity.starts_on),
        "ends_on": str(activity.ends_on),
        "owner_unit_id": client.actor.unit_ids,
    }
    (facts["owner_unit_id"],) = client.actor.unit_ids
    return client.post(at(client, "new"), data=facts | more)


def test_a_second_unit_joins_from_the_first_page_on(doubles, session, school, firm):
    activity = doubles.reported(figures={TIMES: 320})
    answer = begin(firm, activity, join=activity.id)
    compare = firm.get(answer.location).text
    assert "对比两条记录" in compare
    assert "整场" not in compare
    assert activity.place not in compare or not activity.place
    assert "320" not in words(compare)
    (ask,) = re.findall(r'href="([^"]+/join)"', compare)
    assert "申请加入活动" in firm.get(ask).text
    sent = firm.post(
        ask, data={"role": "co-organiser", "funds": "0.5", "remark": "出资", "gives_draft": "y"}
    )
    assert "待答复" in firm.get(sent.location).text
    assert "撤回申请" in firm.get(sent.location).text
    assert sent.location in school.get(f"{school.home}/").text
    page = school.get(sent.location).text
    assert "0.50 万元" in page
    assert f"{doubles.firm.name}申请加入这项活动" in school.get(at(school, activity.id)).text
    done = school.post(f"{sent.location}/accept", follow_redirects=True).text
    assert "活动成为第 2 版" in done
    assert doubles.firm.name in done
    assert session.query(Activity).count() == 1


def test_a_request_can_be_declined_with_a_reason_that_the_other_side_reads(
    doubles, session, school, firm
):
    activity = doubles.reported()
    draft = doubles.draft(doubles.clerk_of[doubles.firm.id])
    firm.post(at(firm, draft.id, "alike", activity.id, "join"), data={"role": "participant"})
    (asked,) = session.query(JoinRequest)
    place = at(school, "joins", asked.id)
    school.post(f"{place}/decline", data={"reason": "贵公司没有参加"})
    assert "贵公司没有参加" in firm.get(place).text
    stranger = doubles.clerk()
    assert stranger is not None


def test_what_is_not_the_same_is_not_asked_again(doubles, firm):
    activity = doubles.reported()
    draft = doubles.draft(doubles.clerk_of[doubles.firm.id])
    edit = at(firm, draft.id, "edit")
    place = at(firm, draft.id, "alike", activity.id)
    assert place in firm.get(edit).text
    assert firm.post(f"{place}/apart", headers={"HX-Request": "true"}).text == ""
    assert place not in firm.get(edit).text
    other = begin(firm, activity, apart=activity.id).location
    assert at(firm, other.split("/")[-2], "alike", activity.id) not in firm.get(other).text


def test_a_party_of_the_other_record_is_led_to_confirm_it(doubles, firm):
    activity = doubles.reported(partner=doubles.firm)
    draft = doubles.draft(doubles.clerk_of[doubles.firm.id])
    page = firm.get(at(firm, draft.id, "alike", activity.id)).text
    assert "去确认这条记录" in page
    assert "申请加入这条记录" not in page


def test_the_secretariat_merges_and_undoes(doubles, session, office, firm):
    kept, gone = doubles.pair(figures={TIMES: 302, funds(doubles.firm): 200})
    review = office.get(at(office, gone.id, "review")).text
    compare = at(office, gone.id, "alike", kept.id)
    assert compare in review
    (preview,) = re.findall(r'href="([^"]+/merge/\d+)"', office.get(compare).text)
    page = office.get(preview).text
    assert "按所选的值" in page
    assert "320 人次" in page
    refused = office.post(preview, data={}).text
    assert "请选择人次" in refused
    answer = office.post(
        preview, data={"person-times": "gone", "approves": "y"}, follow_redirects=True
    )
    assert "两条记录已合并" in answer.text
    assert f"{gone.number} {gone.title}" in answer.text
    gone_page = firm.get(at(firm, gone.id)).text
    assert "已并入" in gone_page
    assert at(firm, kept.id) in gone_page
    assert gone.number in office.get(f"{office.home}/activities/?q={gone.number}").text
    (merged,) = session.query(Merge)
    assert f"merges/{merged.id}/undo" in answer.text
    back = office.post(at(office, "merges", merged.id, "undo"), follow_redirects=True).text
    assert "合并已撤销" in back
    assert session.get(Activity, gone.id).state is ActivityState.SUBMITTED


def test_two_records_can_be_compared_by_their_number(doubles, office):
    kept, gone = doubles.pair()
    page = office.get(at(office, kept.id)).text
    assert "与另一条记录合并" in page
    found = office.get(at(office, kept.id, "alike"), query_string={"number": gone.number})
    assert found.location == at(office, kept.id, "alike", gone.id)
    lost = office.get(at(office, kept.id, "alike"), query_string={"number": "不知道"})
    assert lost.location == at(office, kept.id)


def test_a_clerk_opens_no_merge(doubles, school):
    kept, gone = doubles.pair()
    assert school.get(at(school, gone.id, "merge", kept.id)).status_code == 403
    assert "与另一条记录合并" not in school.get(at(school, kept.id)).text


def test_a_stranger_compares_with_nothing_that_is_not_alike(doubles, firm):
    other = doubles.reported(title="无关的专题讲座")
    draft = doubles.draft(doubles.clerk_of[doubles.firm.id])
    assert firm.get(at(firm, draft.id, "alike", other.id)).status_code == 404
    assert firm.get(at(firm, draft.id, "alike", other.id, "join")).status_code == 404
