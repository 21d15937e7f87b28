"""What the holder of a link sees and can say."""

import datetime as dt

import pytest
import sqlalchemy as sa
import time_machine

from groupmgr.activities.confirmation import ANSWER_DAYS
from groupmgr.activities.labels import ActivityState, Confirmation, Measure, PartyStanding
from groupmgr.activities.service import confirming, drafting, submitting
from groupmgr.confirming import answering, inviting
from groupmgr.confirming.models import Answer, Invitation
from groupmgr.journal.models import Entry
from groupmgr.kernel.clock import BEIJING, now
from tests.reading import words


def test_a_link_shows_the_record_and_nothing_else(asking):
    other = asking.stage.submitted(asking.clerk, title="另一项活动")
    page = asking.open(asking.link())
    assert page.status_code == 200
    for fact in ("数控师资研修班", "云岭机电职业技术学院", "320 人次", "2 人", asking.firm.name):
        assert fact in page.text
    assert "7 人" not in page.text, "what another party states of its own"
    assert other.title not in page.text
    assert "/g/" not in page.text
    assert "<script" not in page.text
    assert "checked" not in page.text, "no choice is made beforehand"


def test_a_link_leaves_no_trace_in_browsers_caches_and_indexes(asking):
    page = asking.open(asking.link())
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.headers["X-Robots-Tag"]


def test_a_scanner_that_opens_the_link_changes_nothing(asking, session):
    link = asking.link()
    entries = session.scalar(sa.select(sa.func.count(Entry.id)))
    for method in ("GET", "HEAD", "OPTIONS", "GET"):
        asking.client.open(link, method=method)
    assert asking.party.confirmation is Confirmation.WAITING
    assert session.scalars(sa.select(Invitation.used_at)).all() == [None]
    assert session.scalar(sa.select(sa.func.count(Entry.id))) == entries


def test_only_the_hash_of_a_link_is_kept(asking, session):
    secret = asking.link().removeprefix("/c/")
    kept = session.scalars(sa.select(Invitation.token_hash)).one()
    assert len(secret) >= 43
    assert secret not in kept


def test_a_press_confirms_the_version_that_was_read(asking, session):
    answered = asking.answer(link := asking.link())
    assert answered.location == link
    assert asking.party.standing is PartyStanding.CONFIRMED
    entry = session.scalars(sa.select(Entry).order_by(Entry.id.desc())).first()
    assert (entry.deed, entry.actor_name) == ("确认参加", "恒砺数控技术有限公司（经确认链接）")
    assert (entry.account_id, entry.group_id) == (None, asking.stage.group.id)
    assert entry.reason == "沈知远（培训主管）"


def test_the_answer_needs_no_cookie(app, asking):
    app.config["WTF_CSRF_ENABLED"] = True
    asking.answer(asking.link())
    assert asking.party.standing is PartyStanding.CONFIRMED


def test_a_correction_reaches_the_reporter_as_a_proposal(asking, session):
    asking.answer(
        asking.link(), **{"said": "corrected", "teachers-sent": "3", "remark": "还有一位"}
    )
    assert asking.party.standing is PartyStanding.CORRECTED
    given = session.scalars(sa.select(Answer)).one()
    assert given.figures == {"teachers-sent": "3"}
    assert [one.value for one in asking.activity.figures if one.party is asking.party] == [2]


def test_a_correction_that_corrects_nothing_is_asked_again(asking):
    page = asking.answer(asking.link(), **{"said": "corrected", "teachers-sent": "2"})
    assert "请改动有出入的数据" in page.text
    assert asking.party.confirmation is Confirmation.WAITING


def test_a_dispute_gives_its_reason(asking, session):
    link = asking.link()
    assert "请写明有异议的原因" in asking.answer(link, said="disputed").text
    asking.answer(link, said="disputed", remark="没有参加")
    assert asking.party.standing is PartyStanding.DISPUTED
    entry = session.scalars(sa.select(Entry).order_by(Entry.id.desc())).first()
    assert (entry.deed, entry.reason) == ("提出异议", "沈知远（培训主管）：没有参加")


@pytest.mark.parametrize(("missing", "words"), [("said", "请选择核对结果"), ("name", "请填写姓名")])
def test_what_is_missing_is_said(asking, missing, words):
    assert words in asking.answer(asking.link(), **{missing: ""}).text
    assert asking.party.confirmation is Confirmation.WAITING


def test_a_used_link_says_what_was_answered_and_whom_to_ask(asking):
    asking.answer(link := asking.link())
    page = asking.open(link).text
    assert "贵单位已经答复" in page
    assert "已确认" in page
    assert "云岭机电职业技术学院（填报单位）" in page
    asking.answer(link, said="disputed", remark="改主意")
    assert asking.party.standing is PartyStanding.CONFIRMED


def test_an_expired_link_says_whom_to_ask_and_takes_no_answer(asking):
    link = asking.link()
    later = now().replace(tzinfo=BEIJING) + dt.timedelta(days=ANSWER_DAYS)
    with time_machine.travel(later - dt.timedelta(minutes=1), tick=False):
        assert "请贵单位核对" in asking.open(link).text
    with time_machine.travel(later, tick=False):
        page = asking.answer(link).text
    assert "链接已到期" in page
    assert "云岭机电职业技术学院（填报单位）" in page
    assert "320" not in words(page)
    assert asking.party.confirmation is Confirmation.WAITING


def test_a_revoked_link_says_whom_to_ask(asking, session):
    link = asking.link()
    inviting.revoke(session, asking.clerk, asking.party)
    page = asking.answer(link).text
    assert "链接已失效" in page
    assert "云岭机电职业技术学院（填报单位）" in page
    assert asking.party.confirmation is Confirmation.WAITING


def test_a_new_link_ends_the_old_one(asking):
    old, new = asking.link(), asking.link()
    assert "链接已失效" in asking.open(old).text
    assert "请贵单位核对" in asking.open(new).text


def test_a_record_that_was_withdrawn_asks_nothing(asking, session):
    link = asking.link()
    submitting.withdraw(session, asking.clerk, asking.party.activity)
    assert "现在不需要确认" in asking.answer(link).text


def test_who_confirmed_with_an_account_is_not_asked_again(asking, session):
    link, clerk = asking.link(), asking.stage.clerk(asking.firm)
    confirming.confirm(session, clerk, asking.party, version=1)
    assert "贵单位已经答复" in asking.open(link).text


def test_after_a_change_the_same_link_asks_for_the_difference_alone(asking):
    asking.answer(link := asking.link())
    asking.change({(Measure.PERSON_TIMES, None): 302, (Measure.TEACHERS_SENT, asking.third.id): 9})
    assert asking.party.standing is PartyStanding.STALE
    page = asking.open(link).text
    assert "320 人次 → 302 人次" in page
    assert "9 人" not in page, "what changed for another party alone"
    assert "主办" not in page
    asking.answer(link)
    assert asking.party.standing is PartyStanding.CONFIRMED
    assert asking.party.confirmed_version == 2


def test_what_changed_while_it_was_read_is_looked_at_first(asking):
    link = asking.link()
    asking.change({(Measure.PERSON_TIMES, None): 302})
    page = asking.answer(link, version=1).text
    assert "刚被修改过" in page
    assert 'value="2"' in page
    assert asking.party.confirmation is Confirmation.WAITING


def test_a_link_ends_with_the_part_of_the_unit(asking):
    link = asking.link()
    asking.figures = {(Measure.PERSON_TIMES, None): 320}
    asking.party.activity.parties = [
        one for one in asking.activity.parties if one.unit_id == asking.school.id
    ]
    asking.activity.figures = [one for one in asking.activity.figures if one.party is None]
    asking.session.commit()
    assert asking.open(link).status_code == 404


def test_a_guess_finds_nothing(asking):
    link = asking.link()
    assert asking.open(link[:-1]).status_code == 404
    assert asking.open("/c/x").status_code == 404


@pytest.mark.usefixtures("limits")
def test_a_flood_is_kept_off_and_a_hall_that_scans_its_codes_is_not(asking):
    answers = [asking.open("/c/x").status_code for _ in range(301)]
    assert answers == [404] * 300 + [429]


def test_answers_by_one_link_are_counted_in_its_row(asking, session):
    link = asking.link()
    for _ in range(answering.TRIES):
        assert asking.answer(link, name="").status_code == 200
    page = asking.answer(link)
    assert page.status_code == 429
    assert "过一小时再试" in page.text
    assert "云岭机电职业技术学院（填报单位）" in page.text
    assert asking.party.confirmation is Confirmation.WAITING
    later = now().replace(tzinfo=BEIJING) + dt.timedelta(hours=2)
    with time_machine.travel(later, tick=False):
        asking.answer(link)
    assert asking.party.standing is PartyStanding.CONFIRMED


def test_a_merged_record_says_whom_to_ask(asking, session):
    kept = asking.stage.submitted(asking.clerk, title="另一项活动")
    link = asking.link()
    activity = asking.party.activity
    activity.state, activity.merged_into_id = ActivityState.VOID, kept.id
    session.commit()
    page = asking.open(link).text
    assert "已经合并" in page
    assert "云岭机电职业技术学院（填报单位）" in page


def test_a_void_record_says_whom_to_ask_and_shows_nothing(asking, session):
    link = asking.link()
    submitting.void(session, asking.clerk, asking.party.activity, "没有举办")
    page = asking.open(link).text
    assert "现在不需要确认" in page
    assert "云岭机电职业技术学院（填报单位）" in page
    assert "320" not in words(page)


def test_what_counts_for_the_whole_activity_is_said_once(asking):
    figures = asking.figures | {(Measure.PERSONS, None): 64}
    drafting.save(asking.session, asking.clerk, asking.activity, {"figures": figures})
    told = words(asking.open(asking.link()).text)
    assert ("320 人次" in told, "64 人" in told, told.count("整场活动")) == (True, True, 1)
