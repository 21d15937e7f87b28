import datetime as dt

import pytest
import sqlalchemy as sa
import time_machine

from groupmgr.groups.models import Group
from groupmgr.journal.service import history
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.members.labels import EndReason, MembershipState, NameChange, Rank, UnitState
from groupmgr.members.models import Membership, Unit
from groupmgr.members.people import Liaison
from groupmgr.members.service import liaisons, memberships, naming, roll, units
from groupmgr.members.service.liaisons import Contact
from groupmgr.members.service.memberships import Deed
from groupmgr.members.service.naming import NewName
from groupmgr.members.workflow import MembershipStep
from groupmgr.policy import Role
from tests.members.makers import CODES, make_resolution, unit_facts


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def office(make, group):
    return make.actor(make.account(group=group), group)


@pytest.fixture
def member(session, office):
    return memberships.register(session, office, unit_facts())


def on(year, month, day):
    return dt.date(year, month, day)


def rows(session, office, day):
    return [(row.name, row.rank, row.liaison) for row in session.execute(roll.roll(office, day))]


def test_a_registered_unit_has_code_membership_contact_and_pinyin(session, member, office):
    unit = session.get(Unit, member.unit_id)
    assert (unit.uscc, unit.initials) == (CODES[1], "yljdzyxy")
    assert member.state is MembershipState.FULL
    assert liaisons.current(session, member).person.phone == "13800000000"
    assert "登记为成员" in history(session, member)[0].deed


def test_the_roll_of_a_day_holds_name_rank_and_contact_of_that_day(session, member, office):
    unit = session.get(Unit, member.unit_id)
    naming.rename(
        session, office, unit, NewName("云岭机电职业大学", on(2023, 9, 1), NameChange.UPGRADED)
    )
    memberships.change_rank(session, office, member, Rank.VICE_CHAIR, on(2024, 1, 1))
    liaisons.hand_over(session, office, member, Contact("李四", None, on(2024, 3, 1)))

    assert rows(session, office, on(2021, 5, 19)) == []
    assert rows(session, office, on(2023, 8, 31)) == [("云岭机电职业学院", Rank.COUNCIL, "周敏")]
    assert rows(session, office, on(2023, 12, 31)) == [("云岭机电职业大学", Rank.COUNCIL, "周敏")]
    assert rows(session, office, on(2024, 2, 29)) == [("云岭机电职业大学", Rank.VICE_CHAIR, "周敏")]
    assert rows(session, office, on(2024, 3, 1)) == [("云岭机电职业大学", Rank.VICE_CHAIR, "李四")]


def test_pinyin_follows_the_name(session, member, office):
    unit = session.get(Unit, member.unit_id)
    naming.rename(
        session, office, unit, NewName("春城艺术学校", on(2024, 1, 1), NameChange.RENAMED)
    )
    assert (unit.pinyin, unit.initials) == ("chunchengyishuxuexiao", "ccysxx")


def test_a_new_name_comes_after_the_last_one_and_is_free(session, member, office, make):
    unit = session.get(Unit, member.unit_id)
    new = NewName("云岭机电职业大学", on(2024, 1, 1), NameChange.UPGRADED)
    naming.rename(session, office, unit, new)
    make.unit(name="春城艺术学校")
    for name, since, words in (
        ("云岭大学", on(2023, 12, 1), "晚于上一次更名"),
        ("春城艺术学校", on(2024, 2, 1), "已有单位叫"),
        ("云岭机电职业大学", on(2024, 2, 1), "相同"),
        ("云岭大学", on(2999, 1, 1), "不能晚于今天"),
    ):
        with pytest.raises(RuleBroken, match=words):
            naming.rename(session, office, unit, NewName(name, since, NameChange.RENAMED))


def test_a_rank_changes_after_the_last_change_and_not_to_itself(session, member, office):
    memberships.change_rank(session, office, member, Rank.STANDING, on(2023, 1, 1))
    for rank, since in (
        (Rank.MEMBER, on(2022, 12, 31)),
        (Rank.STANDING, on(2024, 1, 1)),
        (Rank.MEMBER, on(2999, 1, 1)),
    ):
        with pytest.raises(RuleBroken):
            memberships.change_rank(session, office, member, rank, since)


def test_a_membership_takes_only_the_steps_of_its_state(session, make, member, office):
    ours = make_resolution(make, session.get(Group, member.group_id), "〔2024〕3号")
    theirs = make_resolution(make, make.group())

    def step(name, reason="理事会决议", resolution=None):
        key = resolution.id if resolution else None
        deed = Deed(MembershipStep(name), on(2024, 6, 1), reason, key)
        memberships.advance(session, office, member, deed)

    step("suspend")
    with pytest.raises(RuleBroken, match="不能执行"):
        step("deem-left")
    step("resume")
    with pytest.raises(RuleBroken, match="写明原因"):
        step("remove", reason=" ")
    with pytest.raises(RuleBroken, match="须经表决"):
        step("remove")
    with pytest.raises(RuleBroken, match="本集团的决议"):
        step("remove", resolution=theirs)
    step("remove", resolution=ours)
    assert member.ended_by_id == ours.id
    assert (member.state, member.end_reason) == (MembershipState.REMOVED, EndReason.REMOVED)
    assert session.scalars(sa.select(Liaison)).one().ended_on == on(2024, 6, 1)
    entry = history(session, member)[0]
    assert (entry.reason, entry.before["state"]) == ("理事会决议", "full")


@pytest.mark.parametrize("day", [on(2021, 5, 19), on(2999, 1, 1)])
def test_a_step_lies_between_joining_and_today(session, member, office, day):
    with pytest.raises(RuleBroken, match="加入日期之后"):
        memberships.advance(session, office, member, Deed(MembershipStep.DEEM_LEFT, day, "决议"))


def test_a_unit_that_left_may_come_back_later_but_not_before(session, member, office):
    deed = Deed(MembershipStep.DEEM_LEFT, on(2024, 6, 1), "决议")
    memberships.advance(session, office, member, deed)
    unit = session.get(Unit, member.unit_id)
    with pytest.raises(RuleBroken, match="才退出"):
        memberships.join(session, office, unit, Rank.MEMBER, on(2024, 5, 1))
    memberships.join(session, office, unit, Rank.MEMBER, on(2025, 1, 1))
    with pytest.raises(RuleBroken, match="已在本集团名册"):
        memberships.join(session, office, unit, Rank.MEMBER, on(2025, 2, 1))
    assert [len(rows(session, office, on(year, 12, 31))) for year in (2023, 2024, 2025)] == [
        1,
        0,
        1,
    ]


def test_a_unit_of_another_group_joins_by_its_name_or_code(session, member, make):
    other = make.group()
    there = make.actor(make.account(group=other), other)
    joined = memberships.register(session, there, unit_facts(uscc=None))
    assert joined.unit_id == member.unit_id
    assert session.scalar(sa.select(sa.func.count()).select_from(Unit)) == 1


def test_a_unit_without_code_needs_a_reason(session, office):
    with pytest.raises(RuleBroken, match="写明原因"):
        memberships.register(session, office, unit_facts(uscc=None))
    memberships.register(session, office, unit_facts(uscc=None, no_uscc_reason="内设机构"))


def test_a_code_belongs_to_one_unit(session, member, office, make, group):
    other = make.unit(group)
    with pytest.raises(RuleBroken, match="已登记为“云岭机电职业学院”"):
        units.edit(session, office, other, {"uscc": CODES[1]})


def test_merging_ends_the_memberships_in_every_group(session, member, office, make, group):
    unit, into = session.get(Unit, member.unit_id), make.unit(group)
    elsewhere = make.membership(make.group(), unit)
    naming.merge(session, office, unit, into, on(2024, 7, 1), "批复")
    assert (unit.state, unit.merged_into_id) == (UnitState.MERGED, into.id)
    assert (member.ended_on, elsewhere.ended_on) == (on(2024, 7, 1), on(2024, 7, 1))
    assert member.end_reason is EndReason.DISSOLVED


def test_a_hand_over_closes_the_old_contact_and_opens_the_new(session, member, office):
    liaisons.hand_over(session, office, member, Contact("李四", "0351-1234567", on(2024, 3, 1)))
    new, old = liaisons.everyone(session, member)
    assert (new.person.name, new.ended_on) == ("李四", None)
    assert (old.person.name, old.ended_on) == ("周敏", on(2024, 2, 29))
    with pytest.raises(RuleBroken, match="晚于"):
        liaisons.hand_over(session, office, member, Contact("王五", None, on(2024, 3, 1)))
    with pytest.raises(RuleBroken, match="联系电话"):
        liaisons.hand_over(session, office, member, Contact("王五", "123", on(2024, 4, 1)))


def test_a_unit_administrator_revises_the_own_unit_and_nothing_else(session, member, make, group):
    own, other = session.get(Unit, member.unit_id), make.unit(group)
    admin = make.actor(make.account(Role.UNIT_ADMIN, group=group, unit=own), group)
    units.edit(session, admin, own, {"address": "学府路1号"})
    for forbidden in (
        lambda: units.edit(session, admin, other, {"address": "学府路1号"}),
        lambda: memberships.register(session, admin, unit_facts(name="春城艺术学校")),
        lambda: memberships.change_rank(session, admin, member, Rank.CHAIR, on(2024, 1, 1)),
        lambda: liaisons.hand_over(session, admin, member, Contact("李四", None, on(2024, 1, 1))),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


@time_machine.travel("2024-06-01 08:00:00+08:00")
def test_nobody_joins_in_the_future(session, office):
    with pytest.raises(RuleBroken, match="不能晚于今天"):
        memberships.register(session, office, unit_facts(joined_on=on(2024, 6, 2)))


def test_names_are_stored_with_chinese_brackets_and_half_width_digits():
    assert units.clean_name(" 云岭 第１中学(南校区)") == "云岭第1中学（南校区）"


def test_the_roll_is_read_in_one_query(session, office, make, group, statements):
    for _ in range(20):
        make.unit(group)
    with statements() as sent:
        found = session.execute(roll.roll(office, on(2024, 1, 1))).all()
        assert len({row.Membership.unit.name for row in found}) == 20
    assert len(sent) == 1


def test_memberships_are_seen_in_their_group_alone(session, member, make):
    other = make.group()
    there = make.actor(make.account(group=other), other)
    assert session.scalars(sa.select(Membership)).one() is member
    assert rows(session, there, on(2024, 1, 1)) == []
