"""Lists of members from elsewhere: whom a row speaks of, and what is taken over of it."""

import datetime as dt

import pytest
import sqlalchemy as sa

from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.members.labels import NameChange, Rank, UnitKind
from groupmgr.members.models import FormerRank, Membership, Unit
from groupmgr.members.people import Liaison
from groupmgr.members.service import naming
from groupmgr.members.service.naming import NewName
from groupmgr.policy import Role
from groupmgr.workbooks.models import Outcome
from groupmgr.workbooks.service.finding import known
from tests.members.makers import CODES, HEAD, row
from tests.tables.samples import csv, xlsx
from tests.workbooks.desks import bring_in, sit, undo

KEY = "members"


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def office(make, group):
    return make.actor(make.account(group=group), group)


@pytest.fixture
def brought(session, office):
    """Bring rows in under the usual head."""

    def bring(*rows, head=HEAD, actor=office):
        return bring_in(session, actor, KEY, xlsx(["成员名册"], head, *rows))

    return bring


def count(session, table):
    return session.scalar(sa.select(sa.func.count()).select_from(table))


def test_a_row_registers_unit_membership_and_contact(brought, session, group):
    assert brought(row()).outcomes == [Outcome.NEW]
    unit = session.scalars(sa.select(Unit)).one()
    assert (unit.name, unit.uscc, unit.kind) == ("云岭机电职业学院", CODES[1], UnitKind.COLLEGE)
    membership = session.scalars(sa.select(Membership)).one()
    assert membership.group_id == group.id
    assert membership.joined_on == dt.date(2021, 5, 20)
    assert membership.rank is Rank.COUNCIL
    assert session.scalars(sa.select(Liaison)).one().started_on == dt.date(2021, 5, 20)


def test_the_same_file_twice_changes_nothing(brought):
    rows = [row(), row("云岭装备制造有限公司", CODES[0], 单位类别="公司", 联络员="", 联系电话="")]
    brought(*rows)
    again = brought(*rows)
    assert (again.rows, again.unchanged) == ([], 2)


def test_what_differs_is_shown_as_a_conflict_taken_over_and_taken_back(brought, session, office):
    brought(row())
    old = session.scalars(sa.select(Membership)).one()
    changed = row(所在地区="南湖市", 成员级别="副理事长", 联络员="李四", 联系电话="13900000000")
    second = brought(changed)
    assert second.outcomes == [Outcome.CONFLICT]
    labels = {one["label"] for one in second.rows[0].changes.values()}
    assert labels == {"所在地区", "成员级别", "联络员", "联系电话"}
    assert brought(changed).unchanged == 1
    assert (old.rank, count(session, FormerRank)) == (Rank.VICE_CHAIR, 1)
    undo(session, office, KEY, second)
    session.expire_all()
    assert (old.rank, count(session, FormerRank)) == (Rank.COUNCIL, 0)
    assert session.scalars(sa.select(Liaison)).one().ended_on is None
    assert brought(row()).unchanged == 1


def test_another_number_of_the_same_contact_is_taken_over_and_taken_back(brought, session, office):
    brought(row())
    second = brought(row(联系电话="13900000000"))
    assert brought(row(联系电话="13900000000")).unchanged == 1
    undo(session, office, KEY, second)
    assert brought(row()).unchanged == 1


def test_nothing_is_undone_once_the_contact_was_handed_over_again(brought, session, office):
    since = today() - dt.timedelta(days=2)
    brought(row(加入日期=since.isoformat()))
    second = brought(row(联系电话="13900000000", 加入日期=since.isoformat()))
    brought(row(联络员="李四", 加入日期=since.isoformat()))
    with pytest.raises(RuleBroken, match="导入后又改过 1 条"):
        undo(session, office, KEY, second)


def test_an_empty_cell_takes_nothing_away(brought, session):
    brought(row())
    assert brought(row(所在地区="", 联络员="", 联系电话="", 成员级别="")).unchanged == 1
    assert session.scalars(sa.select(Unit)).one().region == "春城市"


def test_a_bad_row_stays_with_all_its_faults_and_the_others_are_entered(brought, session):
    bad = row("某学院", CODES[1][:-1] + "9", 加入日期="不详", 成员级别="名誉", 联系电话="123")
    found = brought(bad, row())
    assert found.outcomes == [Outcome.FAULTY, Outcome.NEW]
    for words in ("校验位", "不是日期", "不在选项里", "联系电话应为"):
        assert words in found.words[0]
    assert count(session, Unit) == 1


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"单位全称": ""}, "请填写单位全称"),
        ({"单位全称": "=A1&B1"}, "像公式"),
        ({"单位全称": "甲"}, "不像单位全称"),
        ({"统一社会信用代码": ""}, "确实没有的，请写明原因"),
        ({"统一社会信用代码": 121400004057000131.0}, "末几位已丢失"),
        ({"单位类别": ""}, "请选择单位类别"),
        ({"加入日期": ""}, "请填写加入日期"),
        ({"加入日期": "2099-1-1"}, "不能晚于今天"),
    ],
)
def test_each_fault_of_a_new_unit_has_its_sentence(brought, session, cells, words):
    found = brought(row(**cells))
    assert found.outcomes == [Outcome.FAULTY]
    assert words in found.words[0]
    assert count(session, Unit) == 0


def test_a_department_without_a_code_needs_a_reason_and_a_rank_is_no_must(brought, session):
    head = [*HEAD, "无代码原因"]
    said = [*row(code="", 成员级别="", 联络员=""), "内设机构"]
    assert brought(said, head=head).outcomes == [Outcome.NEW]
    assert session.scalars(sa.select(Membership)).one().rank is Rank.MEMBER


def test_a_unit_twice_in_a_file_is_refused_the_second_time(brought):
    twice = [row(), row(name="云岭 机电职业学院")]
    assert brought(*twice).words == ["", "与第 3 行重复"]
    assert brought(*twice).words == ["与第 3 行重复"]


def test_a_code_under_another_name_asks_for_a_renaming(brought):
    brought(row())
    assert "请先在该单位页面办理更名" in brought(row("云岭机电职业大学")).words[0]


def test_a_name_with_another_code_is_refused(brought):
    brought(row())
    assert "与表中不同" in brought(row(code=CODES[0])).words[0]


def test_a_former_name_finds_the_unit(brought, session, office):
    brought(row())
    unit = session.scalars(sa.select(Unit)).one()
    new = NewName("云岭机电职业大学", dt.date(2023, 9, 1), NameChange.UPGRADED)
    naming.rename(session, office, unit, new)
    session.commit()
    assert brought(row()).unchanged == 1


def test_a_unit_of_another_group_joins_this_one_without_a_second_record(brought, session, make):
    brought(row())
    other = make.group()
    there = make.actor(make.account(group=other), other)
    assert brought(row(), actor=there).outcomes == [Outcome.NEW]
    assert brought(row(), actor=there).unchanged == 1
    assert (count(session, Unit), count(session, Membership)) == (1, 2)


def test_known_rows_cost_no_queries_of_their_own(brought, session, office, statements):
    head = [*HEAD, "无代码原因"]
    rows = [[*row(f"第{n}职业学院", "", 单位类别="高职"), "内设机构"] for n in range(20)]
    brought(*rows, head=head)
    at = sit(session, office, KEY)
    said = brought(*[[*one[:4], "南湖市", *one[5:]] for one in rows], head=head).rows

    def asked(rows):
        with statements() as sent:
            assert all(one.record for one in known(at, rows).values())
        return len(sent)

    lines = [_Line(one) for one in said]
    assert asked(lines[:1]) == asked(lines)


class _Line:
    """A row as a table from elsewhere has it."""

    def __init__(self, one):
        self.number, self.key, self.cells = one.number, None, one.cells


def test_a_file_too_long_is_refused_as_a_whole(session, office):
    with pytest.raises(RuleBroken, match="20,001 行"):
        bring_in(session, office, KEY, csv(HEAD, *[row()] * 20_001), "a.csv")


def test_only_the_office_may_import(session, make, group):
    clerk = make.actor(make.account(Role.UNIT_ADMIN, group=group), group)
    with pytest.raises(NotAllowed):
        bring_in(session, clerk, KEY, csv(HEAD, row()), "a.csv")
