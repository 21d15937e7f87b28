"""What those who keep a record do with links, on its page."""

import html
import re

import pytest
import sqlalchemy as sa

from groupmgr.activities.labels import PartyStanding
from groupmgr.confirming import inviting, proposals
from groupmgr.confirming.models import Answer, Invitation
from groupmgr.journal.models import Entry
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Role
from tests.activities.makers import party
from tests.confirming.makers import SITE


@pytest.fixture
def school(asking, sign_in):
    return sign_in(Role.UNIT_CLERK, group=asking.stage.group, unit=asking.school)


def place(client, asking, tail="link"):
    part = asking.party
    return f"{client.home}/activities/{part.activity_id}/parties/{part.id}/{tail}"


def shown(client, asking):
    return client.get(f"{client.home}/activities/{asking.activity.id}").text


def test_a_link_is_shown_as_words_and_as_a_code(asking, school):
    assert school.get(place(school, asking)).status_code == 404
    page = school.post(place(school, asking), follow_redirects=True).text
    (link,) = re.findall(r"http://localhost(/c/[\w-]+)", page)
    assert "<svg" in page
    assert "style=" not in page
    assert "请贵单位核对" in asking.open(link).text
    later = shown(school, asking)
    assert "看链接" in later
    assert link not in later


def test_the_secretariat_makes_links_too(asking, sign_in):
    office = sign_in(Role.STAFF, group=asking.stage.group)
    assert "/c/" in office.post(place(office, asking), follow_redirects=True).text


def test_a_unit_makes_no_links_for_the_records_of_others(asking, sign_in, session):
    partner = sign_in(Role.UNIT_CLERK, group=asking.stage.group, unit=asking.firm)
    assert partner.post(place(partner, asking)).status_code == 404
    with pytest.raises(NotAllowed):
        inviting.invite(session, partner.actor, asking.party, SITE)
    assert "发出链接" not in shown(partner, asking)
    assert session.scalars(sa.select(Invitation)).all() == []


def test_a_party_of_another_record_is_not_found(asking, school):
    other = asking.stage.submitted(asking.clerk, title="另一项活动")
    key = asking.party.id
    answer = school.post(f"{school.home}/activities/{other.id}/parties/{key}/link")
    assert answer.status_code == 404


def test_a_draft_and_its_own_unit_are_not_asked(asking, session):
    draft = asking.stage.draft(asking.clerk, parties=[party(asking.firm)])
    with pytest.raises(RuleBroken, match="提交以后"):
        inviting.invite(session, asking.clerk, draft.parties[1], SITE)
    own = next(one for one in asking.activity.parties if one.unit_id == asking.school.id)
    with pytest.raises(RuleBroken, match="不需要确认"):
        inviting.invite(session, asking.clerk, own, SITE)


def test_who_confirmed_gets_no_more_links(asking, session):
    asking.answer(asking.link())
    with pytest.raises(RuleBroken, match="已经确认"):
        inviting.invite(session, asking.clerk, asking.party, SITE)


def test_a_link_is_revoked_with_one_press(asking, school, session):
    link = asking.link()
    assert "撤销" in shown(school, asking)
    school.post(place(school, asking, "link/revoke"))
    assert "链接已失效" in asking.open(link).text
    deeds = session.scalars(sa.select(Entry.deed).where(Entry.thing == "parties")).all()
    assert deeds == ["发出确认链接", "撤销确认链接"]
    assert school.post(place(school, asking, "link/revoke")).status_code == 409


def test_a_correction_is_taken_over_with_one_press(asking, school, session):
    link = asking.link()
    asking.answer(link, **{"said": "corrected", "teachers-sent": "3", "remark": "还有一位"})
    page = html.unescape(shown(school, asking))
    assert "派出教师 2 人 → 3 人" in page
    assert "沈知远（培训主管）：还有一位" in page

    given = session.scalars(sa.select(Answer)).one()
    school.post(place(school, asking, f"answers/{given.id}/take"))
    own = {one.value for one in asking.party.activity.figures if one.party is asking.party}
    assert own == {3}
    assert asking.activity.version == 2
    assert asking.party.standing is PartyStanding.WAITING
    assert "派出教师（恒砺数控技术有限公司） 2 人 → 3 人" in asking.open(link).text
    asking.answer(link)
    assert asking.party.standing is PartyStanding.CONFIRMED


def test_a_correction_can_leave_a_figure_out_or_add_one(asking, session):
    asking.answer(asking.link(), **{"said": "corrected", "teachers-sent": "", "funds": "1.5"})
    given = session.scalars(sa.select(Answer)).one()
    words = proposals.words(asking.party, given)
    assert words == ["投入资金 未报 → 1.50 万元", "派出教师 2 人 → 未报"]
    proposals.take(session, asking.clerk, asking.party, given)
    own = [one for one in asking.party.activity.figures if one.party is asking.party]
    assert {one.measure.label for one in own} == {"投入资金"}


def test_a_partner_cannot_take_its_own_correction(asking, session):
    asking.answer(asking.link(), **{"said": "corrected", "teachers-sent": "3"})
    given = session.scalars(sa.select(Answer)).one()
    with pytest.raises(NotAllowed):
        proposals.take(session, asking.stage.clerk(asking.firm), asking.party, given)


def test_why_a_party_objects_is_told_to_the_reporter_alone(asking, school, sign_in):
    asking.answer(asking.link(), said="disputed", remark="没有参加")
    other = sign_in(Role.UNIT_CLERK, group=asking.stage.group, unit=asking.third)
    assert "没有参加" in shown(school, asking)
    assert "没有参加" not in shown(other, asking)


def test_the_page_of_a_record_does_not_ask_for_every_link(asking, school, statements):
    with statements() as before:
        shown(school, asking)
    for _ in range(3):
        asking.link()
    with statements() as after:
        shown(school, asking)
    assert len(after) <= len(before) + 1
