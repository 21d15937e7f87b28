import datetime as dt

import pytest
import sqlalchemy as sa

from groupmgr.journal.models import Entry
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.members.labels import NameChange, Rank, UnitKind
from groupmgr.members.models import Membership, Unit
from groupmgr.members.people import Liaison
from groupmgr.members.service import naming
from groupmgr.members.service.imports import import_members
from groupmgr.members.service.naming import NewName
from groupmgr.policy import Role
from groupmgr.tables.answers import Outcome
from tests.members.makers import CODES, HEAD, row
from tests.tables.samples import csv, xlsx


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def office(make, group):
    return make.actor(make.account(group=group), group)


@pytest.fixture
def answers(session, office):
    """Import rows under the usual head; return what became of each."""

    def imported(*rows, head=HEAD, actor=office):
        found = import_members(session, actor, "名册.xlsx", xlsx(["成员名册"], head, *rows))
        session.commit()
        return [(answer.outcome, answer.words) for answer in found.answers]

    return imported


def outcomes(found):
    return [outcome for outcome, _ in found]


def everything(session):
    tables = (Unit, Membership, Liaison, Entry)
    return [session.scalar(sa.select(sa.func.count()).select_from(table)) for table in tables]


def test_a_row_registers_unit_membership_and_contact(answers, session, group):
    assert outcomes(answers(row())) == [Outcome.NEW]
    unit = session.scalars(sa.select(Unit)).one()
    assert (unit.name, unit.uscc, unit.kind) == ("云岭机电职业学院", CODES[1], UnitKind.COLLEGE)
    membership = session.scalars(sa.select(Membership)).one()
    assert membership.group_id == group.id
    assert membership.joined_on == dt.date(2021, 5, 20)
    assert membership.rank is Rank.COUNCIL
    assert session.scalars(sa.select(Liaison)).one().started_on == dt.date(2021, 5, 20)


def test_the_same_file_twice_changes_nothing(answers, session):
    rows = [row(), row("云岭装备制造有限公司", CODES[0], 单位类别="企业", 联络员="", 联系电话="")]
    answers(*rows)
    before = everything(session)
    assert answers(*rows) == [(Outcome.UNCHANGED, "")] * 2
    assert everything(session) == before


def test_what_differs_is_taken_over_and_said(answers, session):
    answers(row())
    changed = row(所在地区="南湖市", 成员级别="副理事长", 联络员="李四", 联系电话="13900000000")
    [(outcome, words)] = answers(changed)
    assert outcome is Outcome.CHANGED
    assert words == "所在地区改为“南湖市”；自今天起成员级别改为“副理事长单位”；联络员改为“李四”"
    assert outcomes(answers(changed)) == [Outcome.UNCHANGED]


def test_an_empty_cell_takes_nothing_away(answers, session):
    answers(row())
    assert outcomes(answers(row(所在地区="", 联络员="", 联系电话="", 成员级别=""))) == [
        Outcome.UNCHANGED
    ]
    assert session.scalars(sa.select(Unit)).one().region == "春城市"


def test_a_bad_row_is_refused_with_all_its_faults_and_the_others_are_entered(answers, session):
    bad = row("某学院", CODES[1][:-1] + "9", 加入日期="不详", 成员级别="名誉", 联系电话="123")
    found = answers(bad, row())
    assert outcomes(found) == [Outcome.REFUSED, Outcome.NEW]
    for words in ("校验位", "不是日期", "不在选项里", "联系电话应为"):
        assert words in found[0][1]
    assert session.scalar(sa.select(sa.func.count()).select_from(Unit)) == 1


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"单位全称": ""}, "请填单位全称"),
        ({"单位全称": "=A1&B1"}, "像公式"),
        ({"单位全称": "甲"}, "不像单位全称"),
        ({"统一社会信用代码": ""}, "确实没有的，请写明原因"),
        ({"统一社会信用代码": 121400004057000131.0}, "末几位已丢失"),
        ({"单位类别": ""}, "要填单位类别"),
        ({"加入日期": ""}, "要填加入日期"),
        ({"加入日期": "2099-1-1"}, "不能晚于今天"),
    ],
)
def test_each_fault_of_a_new_unit_has_its_sentence(answers, session, cells, words):
    [(outcome, said)] = answers(row(**cells))
    assert outcome is Outcome.REFUSED
    assert words in said
    assert everything(session)[0] == 0


def test_a_department_without_a_code_needs_a_reason(answers):
    head = [*HEAD, "无代码原因"]
    assert outcomes(answers([*row(code=""), "内设机构"], head=head)) == [Outcome.NEW]


def test_a_unit_twice_in_a_file_is_refused_the_second_time(answers):
    found = answers(row(), row(name="云岭 机电职业学院"))
    assert found[1] == (Outcome.REFUSED, "与第 3 行是同一单位")


def test_a_code_under_another_name_asks_for_a_renaming(answers):
    answers(row())
    assert "请先在该单位页面办理更名" in answers(row("云岭机电职业大学"))[0][1]


def test_a_name_with_another_code_is_refused(answers):
    answers(row())
    assert "与表中不同" in answers(row(code=CODES[0]))[0][1]


def test_a_former_name_finds_the_unit(answers, session, office):
    answers(row())
    unit = session.scalars(sa.select(Unit)).one()
    new = NewName("云岭机电职业大学", dt.date(2023, 9, 1), NameChange.UPGRADED)
    naming.rename(session, office, unit, new)
    session.commit()
    assert outcomes(answers(row())) == [Outcome.UNCHANGED]


def test_a_unit_of_another_group_joins_this_one_without_a_second_record(answers, session, make):
    answers(row())
    other = make.group()
    there = make.actor(make.account(group=other), other)
    assert outcomes(answers(row(), actor=there)) == [Outcome.NEW]
    assert outcomes(answers(row(), actor=there)) == [Outcome.UNCHANGED]
    assert everything(session)[:2] == [1, 2]


def test_refused_rows_come_back_as_a_sheet_that_can_be_mended(session, office):
    imported = import_members(session, office, "a.csv", csv(HEAD, row(加入日期="不详")))
    heads, rows = imported.refused()
    assert heads == [*HEAD, "问题"]
    assert "不是日期" in rows[0][-1]
    again = import_members(session, office, "b.csv", csv(heads, rows[0]))
    assert outcomes((a.outcome, a.words) for a in again.answers) == [Outcome.REFUSED]


def test_known_rows_cost_no_queries_of_their_own(session, office, statements, answers):
    rows = [[*row(f"第{n}职业学院", "", 单位类别="高职"), "内设机构"] for n in range(20)]
    head = [*HEAD, "无代码原因"]
    answers(*rows, head=head)
    with statements() as sent:
        answers(*rows[:1], head=head)
    one = len(sent)
    with statements() as sent:
        answers(*rows, head=head)
    assert len(sent) == one


def test_a_file_too_long_is_refused_as_a_whole(session, office):
    with pytest.raises(RuleBroken, match="20,000 行"):
        import_members(session, office, "a.csv", csv(HEAD, *[row()] * 20_000))


def test_only_the_office_may_import(session, make, group):
    clerk = make.actor(make.account(Role.UNIT_ADMIN, group=group), group)
    with pytest.raises(NotAllowed):
        import_members(session, clerk, "a.csv", csv(HEAD, row()))
