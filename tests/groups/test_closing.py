import datetime as dt

import pytest
import sqlalchemy as sa

from groupmgr.groups import closing
from groupmgr.groups.closing import Closed
from groupmgr.journal.models import Entry
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Role

YEAR = 2024
DAY = dt.timedelta(days=1)


class Office:
    """A group, its administrator, and one of its schools."""

    def __init__(self, make):
        self.make, self.session, self.group = make, make.session, make.group()
        self.actor = make.actor(make.account(Role.SECRETARIAT, self.group), self.group)
        self.school = make.unit(self.group)

    def close(self, year=YEAR, **facts):
        return closing.close(self.session, self.actor, year, **facts)

    def exempt(self, closed, unit=None, until=None, reason="数据有误"):
        return closing.exempt(
            self.session,
            self.actor,
            closed,
            unit_id=unit and unit.id,
            until=until or today(),
            reason=reason,
        )

    def refuses(self, unit=None, year=YEAR, group=None):
        try:
            group_ids = [(group or self.group).id]
            closing.refuse_closed(self.session, group_ids, {year}, unit and unit.id)
        except Closed:
            return True
        return False


@pytest.fixture
def office(make):
    return Office(make)


def test_a_closed_year_is_refused_and_the_words_say_what_to_do(office):
    closed = office.close()
    closed.closed_at = dt.datetime(2025, 1, 20, 9, 0)  # noqa: DTZ001  # as it is stored
    with pytest.raises(Closed) as refused:
        closing.refuse_closed(office.session, [office.group.id], {YEAR}, office.school.id)
    assert str(refused.value).startswith(
        f"{office.group.name}的2024年度已于 2025年1月20日封账，计入的内容不能再改"
    )
    assert "联系该集团秘书处开放例外" in str(refused.value)


def test_other_years_and_other_groups_stay_open(office, make):
    office.close()
    assert office.refuses(office.school)
    assert not office.refuses(office.school, year=YEAR + 1)
    assert not office.refuses(office.school, group=make.group())


def test_only_a_year_that_is_over_can_be_closed_and_only_once(office):
    with pytest.raises(RuleBroken, match="还没有结束"):
        office.close(today().year)
    office.close(today().year - 1)
    with pytest.raises(RuleBroken, match="已经封账"):
        office.close(today().year - 1)


def test_a_reopened_year_can_be_closed_again_and_both_stay_known(office):
    closing.reopen(office.session, office.actor, office.close(), "补报上级数据")
    assert not office.refuses(office.school)
    office.close()
    assert office.refuses(office.school)
    first = closing.history(office.session, office.actor)[-1]
    assert (first.reopened_by, first.reopened_reason) == (office.actor.name, "补报上级数据")


def test_reopening_and_exempting_need_a_reason(office):
    closed = office.close()
    with pytest.raises(RuleBroken, match="原因"):
        closing.reopen(office.session, office.actor, closed, " ")
    with pytest.raises(RuleBroken, match="原因"):
        office.exempt(closed, office.school, reason="")
    assert office.refuses(office.school)


@pytest.mark.parametrize(("days_left", "is_open"), [(1, True), (0, True), (-1, False)])
def test_an_exemption_holds_to_the_end_of_its_last_day(office, days_left, is_open):
    exemption = office.exempt(office.close(), office.school)
    exemption.until = today() + days_left * DAY
    assert office.refuses(office.school) != is_open


def test_an_exemption_is_for_its_unit_alone(office, make):
    closed = office.close()
    office.exempt(closed, office.school)
    assert office.refuses(make.unit(office.group))
    assert office.refuses()
    office.exempt(closed)
    assert not office.refuses()


def test_an_exemption_can_be_taken_back_and_does_not_outlive_its_closing(office):
    closed = office.close()
    closing.end(office.session, office.actor, office.exempt(closed, office.school))
    assert office.refuses(office.school)
    office.exempt(closed, office.school)
    closing.reopen(office.session, office.actor, closed, "更正")
    office.close()
    assert office.refuses(office.school)


def test_an_exemption_that_is_over_already_is_refused(office):
    closed = office.close()
    with pytest.raises(RuleBroken, match="不能早于今天"):
        office.exempt(closed, office.school, until=today() - DAY)
    closing.reopen(office.session, office.actor, closed, "更正")
    with pytest.raises(RuleBroken, match="没有封账"):
        office.exempt(closed, office.school)


def test_every_step_is_in_the_journal(office):
    closed = office.close(reason="年报已定稿")
    closing.end(office.session, office.actor, office.exempt(closed, office.school))
    closing.reopen(office.session, office.actor, closed, "更正")
    entries = sa.select(Entry.deed, Entry.reason).order_by(Entry.id)
    assert office.session.execute(entries).all()[-4:] == [
        ("年度封账", "年报已定稿"),
        ("开放封账例外", "数据有误"),
        ("结束封账例外", ""),
        ("解除封账", "更正"),
    ]


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEADER, Role.UNIT_ADMIN])
def test_only_the_administrators_of_the_secretariat_close_a_year(office, make, role):
    closed = office.close()
    other = make.actor(make.account(role, office.group, office.school), office.group)
    with pytest.raises(NotAllowed):
        closing.close(office.session, other, YEAR - 1)
    with pytest.raises(NotAllowed):
        closing.reopen(office.session, other, closed, "更正")
    stranger = Office(make).actor
    with pytest.raises(NotAllowed):
        closing.reopen(office.session, stranger, closed, "更正")


def test_the_guard_asks_once(office, statements):
    office.exempt(office.close(), office.school)
    with statements() as sent:
        office.refuses(office.school)
    assert len([one for one in sent if "FROM closings" in one]) == 1
