"""A party with an account finds in it what others wait for, and answers there."""

import datetime as dt
import html

import pytest
import sqlalchemy as sa

from groupmgr.activities.labels import Measure, PartyStanding
from groupmgr.confirming import awaiting, proposals
from groupmgr.confirming.models import Answer
from groupmgr.journal.models import Entry
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.labels import UnitKind
from groupmgr.policy import Role
from tests.activities.makers import party as party_row

TYPED = {"said": "confirmed", "name": "沈知远", "post": "培训主管"}


@pytest.fixture
def firm(asking, sign_in):
    """Somebody of the firm, signed in."""
    asking.firm.kind = UnitKind.ENTERPRISE
    return sign_in(Role.UNIT_CLERK, group=asking.stage.group, unit=asking.firm)


@pytest.fixture
def school(asking, sign_in):
    return sign_in(Role.UNIT_CLERK, group=asking.stage.group, unit=asking.school)


def place(client, asking):
    return f"{client.home}/confirmations/{asking.party.id}"


def answer(client, asking, **typed):
    version = asking.party.activity.version
    return client.post(place(client, asking), data={"version": version, **TYPED} | typed)


def settle(client, asking, given, deed, **typed):
    part = asking.party
    base = f"{client.home}/activities/{part.activity_id}/parties/{part.id}"
    return client.post(f"{base}/answers/{given.id}/{deed}", data=typed)


def test_what_waits_is_listed_counted_and_answered(asking, firm, session):
    menu = firm.get(f"{firm.home}/confirmations/").text
    assert "数控师资研修班" in menu
    assert '待我确认<span class="gm-count" title="待办">1</span>' in menu
    assert "数控师资研修班" in firm.get(f"{firm.home}/").text, "the desk"
    assert "320 人次" in firm.get(place(firm, asking)).text
    assert answer(firm, asking).status_code == 303
    assert asking.party.standing is PartyStanding.CONFIRMED
    assert "没有等本单位确认的活动" in firm.get(f"{firm.home}/confirmations/").text
    assert "数控师资研修班" in firm.get(f"{firm.home}/cooperations/").text
    entry = session.scalars(sa.select(Entry).order_by(Entry.id.desc())).first()
    assert (entry.deed, entry.account_id) == ("确认参加", firm.actor.account_id)
    assert entry.reason == "沈知远（培训主管）"


def test_looking_changes_nothing(asking, firm, session):
    before = session.scalar(sa.select(sa.func.count(Entry.id)))
    for page in (place(firm, asking), f"{firm.home}/confirmations/"):
        firm.get(page)
        firm.head(page)
    assert session.scalar(sa.select(sa.func.count(Entry.id))) == before
    assert asking.party.standing is PartyStanding.WAITING


def test_an_account_corrects_and_disputes_as_a_link_does(asking, firm, session):
    assert "请写明有异议的原因" in answer(firm, asking, said="disputed").text
    answer(firm, asking, **{"said": "corrected", "teachers-sent": "3"})
    given = session.scalars(sa.select(Answer)).one()
    assert given.figures == {"teachers-sent": "3"}
    assert asking.party.standing is PartyStanding.CORRECTED


def test_after_a_change_the_account_sees_the_difference_alone(asking, firm):
    answer(firm, asking)
    asking.change({(Measure.PERSON_TIMES, None): 302, (Measure.TEACHERS_SENT, asking.third.id): 9})
    page = firm.get(place(firm, asking)).text
    assert "320 人次 → 302 人次" in page
    assert "9 人" not in page
    assert answer(firm, asking, version=1).status_code == 200, "what was read is old"
    answer(firm, asking)
    assert asking.party.confirmed_version == 2


def test_the_account_ends_the_question_of_the_link(asking, firm):
    link = asking.link()
    answer(firm, asking, said="disputed", remark="没有参加")
    assert "贵单位已经答复" in asking.open(link).text


def test_others_answer_for_nobody_else(asking, firm, school, sign_in):
    assert school.get(place(school, asking)).status_code == 404
    stranger = sign_in(Role.UNIT_CLERK, group=asking.stage.group, unit=asking.stage.unit())
    assert answer(stranger, asking).status_code == 404
    office = sign_in(Role.STAFF, group=asking.stage.group)
    assert answer(office, asking).status_code == 403
    assert asking.party.standing is PartyStanding.WAITING


def test_an_enterprise_sees_what_concerns_it_and_the_rest_folded_below(firm, school):
    menu = firm.get(f"{firm.home}/confirmations/").text.partition('id="menu"')[2]
    menu, _, folded = menu.partition("</nav>")[0].partition("<details")
    for shown in ("工作台", "待我确认", "我们的合作"):
        assert shown in menu
    for rest in ("实训基地", "成员单位", "指标", "年度报告", "会议"):
        assert rest not in menu
        assert rest in folded
    assert "账号" not in folded
    assert "我们的合作" not in school.get(f"{school.home}/").text


def test_a_correction_that_is_not_used_is_answered_with_a_reason(asking, firm, school, session):
    answer(firm, asking, **{"said": "corrected", "teachers-sent": "3"})
    assert "有更正" in school.get(f"{school.home}/").text, "the desk of the reporter"
    given = session.scalars(sa.select(Answer)).one()
    assert settle(school, asking, given, "reply").status_code == 409
    assert settle(school, asking, given, "reply", remark="签到表上是两人").status_code == 303
    assert asking.party.standing is PartyStanding.WAITING
    assert asking.party.activity.version == 1
    assert "签到表上是两人" in firm.get(place(firm, asking)).text
    assert "签到表上是两人" in asking.open(asking.link()).text
    entry = session.scalars(sa.select(Entry).where(Entry.deed == "不采用更正")).one()
    assert entry.reason == "签到表上是两人"
    with pytest.raises(RuleBroken, match="已经处理过"):
        proposals.take(session, asking.clerk, asking.party, given)


def test_a_dispute_is_answered_by_a_remark(asking, firm, school, session):
    answer(firm, asking, said="disputed", remark="没有参加")
    page = html.unescape(school.get(f"{school.home}/activities/{asking.activity.id}").text)
    assert "答复异议" in page
    assert "没有参加" in page
    given = session.scalars(sa.select(Answer)).one()
    with pytest.raises(RuleBroken):
        proposals.take(session, asking.clerk, asking.party, given)
    settle(school, asking, given, "reply", remark="两位老师签过到")
    assert asking.party.standing is PartyStanding.WAITING
    assert "两位老师签过到" in firm.get(place(firm, asking)).text


def test_a_dispute_is_answered_by_changing_the_record(asking, firm):
    answer(firm, asking, said="disputed", remark="人次不对")
    asking.change({(Measure.PERSON_TIMES, None): 302})
    assert asking.party.standing is PartyStanding.STALE
    assert "320 人次 → 302 人次" in firm.get(place(firm, asking)).text


def test_a_party_does_not_settle_its_own_answer(asking, firm, session):
    answer(firm, asking, said="disputed", remark="没有参加")
    given = session.scalars(sa.select(Answer)).one()
    assert settle(firm, asking, given, "reply", remark="好").status_code == 404
    assert given.reply == ""


def test_who_is_late_shows_on_the_record_the_list_and_the_desk(asking, school, session):
    asking.party.answer_by = today() - dt.timedelta(days=2)
    session.commit()
    assert "逾期" in school.get(f"{school.home}/activities/{asking.activity.id}").text
    found = school.get(f"{school.home}/activities/?partners=overdue").text
    assert "数控师资研修班" in found
    assert "数控师资研修班" not in school.get(f"{school.home}/activities/?partners=disputed").text
    assert "逾期 2 天" in school.get(f"{school.home}/").text


def test_a_long_list_asks_no_more_than_a_short_one(asking, firm, statements):
    page = f"{firm.home}/confirmations/"
    with statements() as few:
        firm.get(page)
    for _ in range(12):
        asking.stage.submitted(asking.clerk, parties=[party_row(asking.firm)])
    with statements() as many:
        firm.get(page)
    assert len(many) == len(few)
    assert awaiting.count(asking.session, firm.actor) == 13


def test_the_badge_is_counted_by_an_index(asking, firm, session):
    explain = "EXPLAIN QUERY PLAN"
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SET enable_seqscan = off"))  # or it reads three rows as a whole
        explain = "EXPLAIN"
    query = awaiting.waiting(firm.actor).with_only_columns(sa.func.count()).order_by(None)
    words = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    plan = " ".join(str(row) for row in session.execute(sa.text(f"{explain} {words}")))
    assert "ix_parties_unit_id" in plan
    assert "SCAN parties" not in plan
    assert "Seq Scan on parties" not in plan
