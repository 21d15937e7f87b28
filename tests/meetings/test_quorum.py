"""The test vectors of 5-rules.md 5.2."""

import pytest

from groupmgr.kernel.clock import now
from groupmgr.meetings.charter import Threshold
from groupmgr.meetings.labels import Presence
from groupmgr.meetings.models import Attendance
from groupmgr.meetings.quorum import Share
from groupmgr.meetings.turnout import Turnout

TWO_THIRDS = Share(2, 3)
HALF_OR_MORE = Share(1, 2)
MORE_THAN_HALF = Share(1, 2, exceeding=True)

VECTORS = [
    # due, least attending, then of these: two thirds, 半数以上, 过半数
    (7, 5, 4, 3, 3),
    (9, 6, 4, 3, 4),
    (15, 10, 7, 5, 6),
    (30, 20, 14, 10, 11),
    (31, 21, 14, 11, 11),
    (94, 63, 42, 32, 32),
    (95, 64, 43, 32, 33),
]


@pytest.mark.parametrize(("due", "attending", "two_thirds", "half", "majority"), VECTORS)
def test_the_least_numbers_are_those_of_the_table(due, attending, two_thirds, half, majority):
    assert TWO_THIRDS.least(due) == attending
    assert TWO_THIRDS.least(attending) == two_thirds
    assert HALF_OR_MORE.least(attending) == half
    assert MORE_THAN_HALF.least(attending) == majority


@pytest.mark.parametrize("share", [TWO_THIRDS, HALF_OR_MORE, MORE_THAN_HALF, Share(3, 4)])
@pytest.mark.parametrize("whole", range(1, 100))
def test_the_least_number_is_enough_and_one_fewer_is_not(share, whole):
    least = share.least(whole)
    assert share.met(least, whole)
    assert not share.met(least - 1, whole)


def test_of_nobody_nobody_is_enough():
    assert not TWO_THIRDS.met(0, 0)
    assert not HALF_OR_MORE.passed(0, 0, 0)


def test_a_tie_fails_although_it_is_half():
    assert HALF_OR_MORE.met(10, 20)
    assert not HALF_OR_MORE.passed(yes=10, no=10, base=20)
    assert HALF_OR_MORE.passed(yes=10, no=9, base=20)


def test_who_abstains_stays_in_the_base():
    assert TWO_THIRDS.passed(yes=14, no=0, base=21)
    assert not TWO_THIRDS.passed(yes=13, no=0, base=21)


def test_shares_read_as_a_charter_writes_them():
    shares = [TWO_THIRDS, HALF_OR_MORE, MORE_THAN_HALF, Share(3, 4, exceeding=True)]
    assert [s.words for s in shares] == ["三分之二以上", "半数以上", "过半数", "超过四分之三"]


def seats(*presences, **facts):
    return [Attendance(presence=one, person="", **facts) for one in presences]


def test_units_in_attendance_have_no_seat_and_proxies_have_one():
    rule = Threshold(TWO_THIRDS, of_all=False, source="章程第十九条")
    came = [Presence.PRESENT] * 3 + [Presence.PROXY] * 2
    others = [Presence.IN_ATTENDANCE] * 9 + [Presence.EXCUSED, Presence.ABSENT]
    found = Turnout.of(seats(*came, *others), rule)
    assert (found.due, found.attended, found.needed) == (7, 5, 5)
    assert found.quorate


def test_a_unit_that_did_not_sign_is_missing_and_never_present():
    rule = Threshold(TWO_THIRDS, of_all=False, source="章程第十九条")
    found = Turnout.of(seats(Presence.PRESENT, Presence.INVITED), rule)
    assert (found.attended, found.missing, found.quorate) == (1, 1, False)


def test_a_delegate_counts_for_as_many_units_as_the_charter_allows():
    twice = seats(Presence.PROXY, Presence.PROXY, delegate_unit_id=7)
    for row in twice:
        row.person = "韩卫东"
    rule = Threshold(TWO_THIRDS, of_all=False, source="章程第十九条")
    there = [*seats(Presence.PRESENT), *twice]
    counted = [Turnout.of(there, rule, each) for each in (0, 1, 2)]
    assert [(one.due, one.attended) for one in counted] == [(3, 1), (3, 2), (3, 3)]


def test_who_left_has_a_seat_and_no_vote():
    rule = Threshold(TWO_THIRDS, of_all=False, source="章程第十九条")
    gone = seats(Presence.PRESENT, left_at=now())
    found = Turnout.of([*seats(Presence.PRESENT, Presence.PRESENT), *gone], rule)
    assert (found.due, found.attended, found.came, found.quorate) == (3, 2, 3, True)
    fewer = Turnout.of([*seats(Presence.PRESENT), *gone, *gone], rule)
    assert (fewer.quorate, fewer.lacking) == (False, 1)
