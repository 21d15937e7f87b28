"""Members are asked, say what they think of a place, and are answered one by one."""

import datetime as dt
import io

import openpyxl
import pytest

from groupmgr.home.tasks import piles
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Role
from groupmgr.reports import issuing
from groupmgr.reports.consulting import service
from groupmgr.reports.consulting.models import Comment, Verdict
from groupmgr.reports.consulting.places import places
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.seal import freeze, seal
from tests.reading import words
from tests.reports.samples import year_facts

END = dt.date(2024, 12, 31)
PLACE = "overview/members"


@pytest.fixture
def group(make):
    """A group with two members."""
    group = make.group()
    group.own, group.other = make.unit(group), make.unit(group)
    return group


@pytest.fixture
def edition(make, group):
    """The draft on which the members are asked."""
    frozen = freeze(year_facts())
    return make.add(
        Edition(
            group_id=group.id,
            year=2024,
            number=1,
            as_of=END,
            state=EditionState.CONSULTED,
            facts=frozen,
            seal=seal(frozen),
        )
    )


@pytest.fixture
def clerk(make, group):
    return make.actor(make.account(Role.UNIT_CLERK, group=group, unit=group.own), group)


@pytest.fixture
def office(make, group):
    return make.actor(make.account(Role.SECRETARIAT, group=group), group)


def say(session, actor, edition, text="“现有”改为“共有”", anchor=PLACE, unit=None):
    unit_id = unit.id if unit else next(iter(actor.unit_ids))
    made = service.comment(session, actor, edition, anchor=anchor, words=text, unit_id=unit_id)
    session.commit()
    return made


def test_a_comment_keeps_what_stood_at_its_place(session, edition, clerk):
    made = say(session, clerk, edition)
    assert made.place == "集团概况"
    assert "现有成员单位94家" in made.quoted
    (place,) = [one for one in places(edition, [made]) if one.key == PLACE]
    assert place.comments == (made,)
    assert say(session, clerk, edition, anchor="").place == "全文"


def test_units_speak_for_themselves_of_what_is_there_while_they_are_asked(
    session, group, edition, clerk, office
):
    with pytest.raises(RuleBroken, match="已不在报告里"):
        say(session, clerk, edition, anchor="overview/nowhere")
    with pytest.raises(RuleBroken, match="写明意见"):
        say(session, clerk, edition, text="  ")
    with pytest.raises(NotAllowed):
        say(session, clerk, edition, unit=group.other)
    with pytest.raises(NotAllowed):
        say(session, office, edition, unit=group.own)
    issuing.move(session, office, edition, issuing.EditionStep.RECALL)
    with pytest.raises(NotAllowed):
        say(session, clerk, edition)


def test_every_comment_is_answered_and_a_refusal_has_a_reason(session, edition, clerk, office):
    made = say(session, clerk, edition)
    with pytest.raises(RuleBroken, match="写明理由"):
        service.answer(session, office, made, verdict=Verdict.NOT_TAKEN, reason="")
    with pytest.raises(NotAllowed):
        service.answer(session, clerk, made, verdict=Verdict.TAKEN, reason="")
    service.answer(session, office, made, verdict=Verdict.PARTLY, reason="只改第一处")
    assert made.standing == "部分采纳"
    edition.state = EditionState.FINAL
    session.commit()
    with pytest.raises(RuleBroken, match="已经定稿"):
        service.answer(session, office, made, verdict=Verdict.TAKEN, reason="")


def test_a_report_is_not_finished_over_open_comments_on_any_of_its_editions(
    session, make, edition, clerk, office
):
    made = say(session, clerk, edition)
    newer = make.add(
        Edition(
            group_id=edition.group_id,
            year=2024,
            number=2,
            as_of=END,
            state=EditionState.DRAFT,
            facts=edition.facts,
            seal=edition.seal,
        )
    )
    facts = {"number": "云职集〔2024〕12号", "signer": "周维安", "dated": END}
    with pytest.raises(RuleBroken, match="还有 1 条成员单位的意见没有答复"):
        issuing.finish(session, office, newer, **facts)
    service.answer(session, office, made, verdict=Verdict.TAKEN, reason="")
    assert issuing.finish(session, office, newer, **facts).state is EditionState.FINAL


def test_who_has_nothing_to_say_says_so_once(session, edition, clerk):
    made = service.agree(session, clerk, edition, next(iter(clerk.unit_ids)))
    assert made.standing == "无意见"
    assert service.unanswered(session, edition) == 0
    with pytest.raises(RuleBroken, match="已经提过"):
        service.agree(session, clerk, edition, next(iter(clerk.unit_ids)))


def test_the_desk_reminds_both_sides(session, edition, clerk, office):
    (asked,) = [p for p in piles(session, clerk, END) if p.kind == "征求意见"]
    assert asked.tasks[0].title == "2024年度工作报告第1稿"
    say(session, clerk, edition)
    assert not [p for p in piles(session, clerk, END) if p.kind == "征求意见"]
    (open_one,) = [p for p in piles(session, office, END) if p.kind == "待答复"]
    assert open_one.total == 1


def test_a_member_reads_comments_on_the_page_and_sees_only_its_own(
    session, make, group, edition, sign_in
):
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=group.own)
    home = f"{clerk.home}/reports"
    address = f"{home}/{edition.id}/comments/new?at={PLACE}"
    assert "现有成员单位94家" in words(clerk.get(address).text)
    answer = clerk.post(address, data={"unit_id": group.own.id, "words": "把构成写全"})
    assert answer.status_code == 303
    other = make.actor(make.account(Role.UNIT_CLERK, group=group, unit=group.other), group)
    theirs = say(session, other, edition, text="删去最后一句")
    page = words(clerk.get(f"{home}/{edition.id}/read").text)
    assert "把构成写全" in page
    assert "删去最后一句" not in page
    assert clerk.get(f"{home}/comments/{theirs.id}").status_code == 404
    office = sign_in(Role.STAFF, group=group)
    assert "删去最后一句" in words(office.get(f"{home}/{edition.id}/read").text)
    office.post(f"{home}/comments/{theirs.id}", data={"verdict": "not-taken", "reason": "数据所需"})
    table = office.get(f"{home}/{edition.id}/comments?as=xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(table)).active
    heads, first, second = sheet.iter_rows(values_only=True)
    assert sheet.title == "意见采纳情况表"
    found = dict(zip(heads, second, strict=True))
    assert (found["意见"], found["处理"], found["说明或理由"]) == (
        "删去最后一句",
        "不采纳",
        "数据所需",
    )
    assert dict(zip(heads, first, strict=True))["处理"] == "待答复"


def test_the_page_asks_no_more_often_for_more_comments(
    session, make, group, edition, sign_in, statements
):
    client = sign_in(Role.STAFF, group=group)
    address = f"{client.home}/reports/{edition.id}/comments"
    actor = make.actor(make.account(Role.UNIT_CLERK, group=group, unit=group.own), group)
    say(session, actor, edition)
    with statements() as few:
        client.get(address)
    for _ in range(5):
        say(session, actor, edition)
    with statements() as many:
        page = client.get(address).text
    assert len(few) == len(many)
    assert "共 6 条" in page
    assert session.query(Comment).count() == 6
