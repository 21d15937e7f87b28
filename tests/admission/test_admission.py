import datetime as dt
import re

import pytest
import sqlalchemy as sa

from groupmgr.admission import deciding
from groupmgr.admission.deciding import Entry
from groupmgr.admission.letters import compose
from groupmgr.admission.models import Application
from groupmgr.admission.workflow import Step
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.mail.models import Mail
from groupmgr.members.labels import MembershipState, Rank
from groupmgr.members.models import Membership, Unit
from groupmgr.policy import Role
from tests.admission.makers import CODE, FORM
from tests.members.makers import make_resolution
from tests.reading import words

DAY = dt.timedelta(days=1)


@pytest.fixture
def group(make):
    return make.group(takes_applications=True)


@pytest.fixture
def office(make, group):
    return make.actor(make.account(group=group), group)


@pytest.fixture
def applied(app, session, group):
    """Hand in an application as a unit does; return it with the client of the applicant."""

    def hand_in(**facts):
        client = app.test_client()
        answer = client.post(f"/join/{group.code}", data=FORM | facts)
        assert answer.status_code == 303, words(answer.text)
        client.follow = answer.location
        return session.scalars(
            sa.select(Application).order_by(Application.id.desc())
        ).first(), client

    return hand_in


def test_a_unit_applies_without_an_account_and_follows_its_application(session, applied):
    one, client = applied()
    assert (one.state, one.uscc, one.applied_on) == (MembershipState.SUBMITTED, CODE, today())
    page = words(client.get(client.follow).text)
    assert "云岭机电职业学院" in page
    assert "已收到贵单位的入会申请" in page
    [entry] = journal.history(session, one)
    assert entry.actor_name == "云岭机电职业学院（申请单位）"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"uscc": CODE[:-1] + "1"}, "校验位不对"),
        ({"phone": "12"}, "11 位手机号"),
        ({"name": "abc"}, "不像单位全称"),
        ({"statement": "本人11010119900307721X"}, "删去身份证号"),
        ({"contact": ""}, "请填写联系人"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(app, session, group, facts, told):
    answer = app.test_client().post(f"/join/{group.code}", data=FORM | facts)
    assert told in words(answer.text)
    assert session.scalar(sa.select(sa.func.count(Application.id))) == 0


def test_a_code_applies_once_at_a_time_and_never_where_it_is_a_member(
    app, make, group, applied, session
):
    applied()
    again = app.test_client().post(f"/join/{group.code}", data=FORM | {"name": "另一个名称学院"})
    assert "已有一份在办的申请" in words(again.text)
    member = make.unit(group, uscc="911400001100700263", no_uscc_reason="")
    known = app.test_client().post(f"/join/{group.code}", data=FORM | {"uscc": member.uscc})
    assert "已是本集团成员" in words(known.text)


def test_only_a_group_that_opens_it_takes_applications(app, make):
    closed = make.group()
    assert app.test_client().get(f"/join/{closed.code}").status_code == 404
    assert app.test_client().get("/join/a/unknown").status_code == 404


def test_an_application_becomes_a_member_step_by_step(session, make, group, office, applied):
    one, client = applied()
    deciding.advance(session, office, one, Step.TAKE)
    with pytest.raises(RuleBroken, match="写明原因"):
        deciding.advance(session, office, one, Step.RETURN)
    deciding.advance(session, office, one, Step.RETURN, "请补盖公章")
    session.commit()
    assert "请补盖公章" in words(client.get(client.follow).text)
    corrected = client.post(client.follow, data=FORM | {"contact": "李四"})
    assert corrected.status_code == 303
    one = session.get(Application, one.id)
    assert (one.state, one.contact) == (MembershipState.SUBMITTED, "李四")

    deciding.advance(session, office, one, Step.TAKE)
    deciding.advance(session, office, one, Step.PUT_FORWARD)
    with pytest.raises(RuleBroken, match="请选择审议通过的决议"):
        deciding.approve(session, office, one, 99)
    one.state = MembershipState.DELIBERATED
    resolution = make_resolution(make, group)
    deciding.approve(session, office, one, resolution.id)
    membership = deciding.admit(session, office, one, Entry(today(), Rank.COUNCIL))
    session.commit()
    assert (membership.state, membership.admitted_by_id) == (
        MembershipState.FULL,
        resolution.id,
    )
    assert membership.approved_on == today()
    deeds = [entry.deed for entry in reversed(journal.history(session, one))]
    assert deeds[-4:] == ["开始初审", "提交审议", "登记审议通过", "办结入会手续"]
    told = session.scalars(sa.select(Mail.arguments).order_by(Mail.id)).all()
    assert [each["state"] for each in told] == ["submitted", "returned", "formalities", "full"]


def test_approval_needs_a_resolution_of_the_group_that_is_not_older(
    session, make, group, office, applied
):
    one, _ = applied()
    for step in (Step.TAKE, Step.PUT_FORWARD):
        deciding.advance(session, office, one, step)
    session.commit()
    for wrong in (
        make_resolution(make, make.group()),
        make_resolution(make, group, day=today() - 9 * DAY),
    ):
        with pytest.raises(RuleBroken):
            deciding.approve(session, office, session.get(Application, one.id), wrong.id)
        session.rollback()
    with pytest.raises(RuleBroken, match="不能执行"):
        deciding.admit(session, office, one, Entry(today(), Rank.MEMBER))


def test_a_known_unit_stays_the_same_unit_with_the_name_it_has(
    session, make, group, office, applied
):
    known = make.unit(make.group(), name="云岭机电高等专科学校", uscc=CODE, no_uscc_reason="")
    one, _ = applied()
    for step in (Step.TAKE, Step.PUT_FORWARD):
        deciding.advance(session, office, one, step)
    deciding.approve(session, office, one, make_resolution(make, group).id)
    membership = deciding.admit(session, office, one, Entry(today(), Rank.MEMBER))
    assert membership.unit_id == known.id
    assert session.scalar(sa.select(sa.func.count(Unit.id)).where(Unit.uscc == CODE)) == 1
    assert known.name == "云岭机电高等专科学校"


def test_what_was_refused_may_apply_again(session, office, applied):
    one, _ = applied()
    deciding.advance(session, office, one, Step.TAKE)
    deciding.advance(session, office, one, Step.REFUSE, "不在本行业")
    session.commit()
    again, _ = applied()
    assert again.id != one.id


def test_only_the_office_sees_and_decides_applications(session, make, group, sign_in, applied):
    one, _ = applied()
    clerk = sign_in(Role.UNIT_ADMIN, group=group)
    assert clerk.get(f"{clerk.home}/applications/").status_code == 403
    with pytest.raises(NotAllowed):
        deciding.advance(session, clerk.actor, one, Step.TAKE)
    stranger = sign_in(group=make.group())
    assert stranger.get(f"{stranger.home}/applications/{one.id}").status_code == 404


def test_the_office_walks_an_application_through_on_its_pages(
    session, make, group, sign_in, applied
):
    one, _ = applied()
    resolution = make_resolution(make, group)
    office = sign_in(group=group)
    home = f"{office.home}/applications"
    assert "入会申请" in words(office.get(f"{office.home}/members/").text)
    assert "云岭机电职业学院" in words(office.get(f"{home}/").text)
    for step in ("take", "put-forward"):
        assert office.post(f"{home}/{one.id}/{step}").status_code == 303
    approved = office.post(f"{home}/{one.id}/approve", data={"resolution_id": resolution.id})
    assert approved.status_code == 303
    assert resolution.number in words(office.get(f"{home}/{one.id}").text)
    entry = {"rank": "member", "joined_on": today().isoformat()}
    member = office.post(f"{home}/{one.id}/admit", data=entry, follow_redirects=True)
    assert "云岭机电职业学院" in words(member.text)
    assert session.scalar(sa.select(sa.func.count(Membership.id))) == 1


def test_those_who_apply_too_often_are_slowed_down(app, group, limits):
    client = app.test_client()
    codes = [client.post(f"/join/{group.code}", data={}).status_code for _ in range(21)]
    assert (codes[0], codes[-1]) == (200, 429)


def test_the_applicants_letter_carries_its_link(app, session, applied):
    one, client = applied()
    mail = session.scalar(sa.select(Mail))
    letter = compose(session, app.config, mail)
    assert re.search(r"/join/a/[\w-]+$", letter.link)
    assert client.follow in letter.link
    one.state = MembershipState.CHECKED
    assert compose(session, app.config, mail) is None


def test_what_waits_stands_on_the_first_page_of_the_office(group, sign_in, applied):
    applied()
    client = sign_in(group=group)
    first = words(client.get(f"{client.home}/").text)
    assert "云岭机电职业学院" in first
    assert "入会申请" in first
