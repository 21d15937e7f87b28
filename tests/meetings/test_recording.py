import datetime as dt

import pytest

from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.meetings.labels import MeetingState, Presence, SignedBy
from groupmgr.meetings.service import attendance, late, recording, replying
from groupmgr.policy import Role


@pytest.fixture
def council(make, group):
    meeting = make.meeting(group, came=2, invited=1)
    make.item(meeting)
    return meeting


def rows(session, meeting):
    return sorted(attendance.roll(session, meeting), key=lambda row: row.id)


def test_the_minutes_are_kept_in_all_their_versions(session, office, council):
    for text in ("会议听取了报告。", "会议听取并审议了报告。", "会议听取并审议了报告。"):
        recording.write(session, office, council, text)
    found = [(one.number, one.text) for one in recording.revisions(session, council)]
    assert found == [(1, "会议听取了报告。"), (2, "会议听取并审议了报告。")]


def test_units_that_attended_comment_and_each_is_answered_before_the_minutes_are_issued(
    session, office, council
):
    recording.write(session, office, council, "会议听取了报告。")
    came, _, absent = rows(session, council)
    holder = replying.holder(came)
    with pytest.raises(RuleBroken, match="现在不收"):
        recording.comment(session, holder, came, "周敏", "应写明表决结果")
    recording.circulate(session, office, council, today())
    with pytest.raises(RuleBroken, match="现在不收"):
        recording.comment(session, replying.holder(absent), absent, "周敏", "我们没有来")
    with pytest.raises(NotAllowed):
        recording.comment(session, replying.holder(absent), came, "周敏", "替别家说")
    said = recording.comment(session, holder, came, "周敏", "应写明表决结果")
    with pytest.raises(RuleBroken, match="还有 1 条意见没有答复"):
        recording.issue(session, office, council, "陆怀民")
    with pytest.raises(RuleBroken, match="写明理由"):
        recording.answer(session, office, council, said, taken=False, words="")
    recording.answer(session, office, council, said, taken=True, words="")
    recording.write(session, office, council, "会议听取了报告，一致通过。")
    with pytest.raises(RuleBroken, match="签发人"):
        recording.issue(session, office, council, "")
    recording.issue(session, office, council, "陆怀民")
    issued = (council.state, council.minutes_issued_on, council.signer)
    assert issued == (MeetingState.ARCHIVED, today(), "陆怀民")


def test_comments_have_a_last_day(session, office, council):
    recording.write(session, office, council, "会议听取了报告。")
    with pytest.raises(RuleBroken, match="不能早于今天"):
        recording.circulate(session, office, council, today() - dt.timedelta(days=1))
    recording.circulate(session, office, council, today())
    council.comments_by = today() - dt.timedelta(days=1)
    assert not recording.may_comment(rows(session, council)[0])


def test_a_late_entry_holds_once_another_person_agreed(session, make, office, council, group):
    *_, row = rows(session, council)
    entry = {"presence": Presence.PRESENT, "person": "周敏", "people": 1, "reason": "纸质签到表"}
    with pytest.raises(RuleBroken, match="直接在名单里改"):
        late.ask(session, office, council, row, entry)
    recording.write(session, office, council, "会议听取了报告。")
    with pytest.raises(RuleBroken, match="请用“补录”"):
        attendance.sign(session, office, council, [{"unit_id": row.unit_id, **entry}])
    asked = late.ask(session, office, council, row, entry)
    assert row.presence is Presence.INVITED
    with pytest.raises(RuleBroken, match="由另一个人复核"):
        late.decide(session, office, council, asked, accepted=True)
    colleague = make.actor(make.account(Role.STAFF, group), group)
    late.decide(session, colleague, council, asked, accepted=True)
    assert (row.presence, row.signed_by) == (Presence.PRESENT, SignedBy.LATER)
    assert attendance.turnout(session, council).attended == 3
    with pytest.raises(RuleBroken, match="已经复核过"):
        late.decide(session, colleague, council, asked, accepted=False)
