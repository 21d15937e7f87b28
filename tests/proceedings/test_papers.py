"""The papers of a meeting, read back as people get them."""

import io

import docx
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from groupmgr.kernel.clock import today
from groupmgr.meetings.labels import MeetingState, Presence
from groupmgr.meetings.models import Resolution
from groupmgr.meetings.service import recording
from groupmgr.policy import Role
from tests import reading
from tests.downloads.makers import made
from tests.meetings.makers import MeetingMaker


@pytest.fixture
def make(session):
    return MeetingMaker(session)


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def council(make, group):
    make.charter(group)
    meeting = make.meeting(group, came=1, notice_text="住宿自理", signer=None)
    make.item(meeting, title="审议年度工作报告", presenter="秘书处")
    guest = make.unit(group, name="北岸职业中专学校")
    make.seat(meeting, guest, Presence.EXCUSED)
    return meeting


@pytest.fixture
def client(sign_in, group):
    return sign_in(Role.SECRETARIAT, group=group)


def printed(answer):
    with pypdfium2.PdfDocument(answer.data) as file:
        text = "".join(page.get_textpage().get_text_bounded() for page in file)
    return "".join(text.split())


def typed(answer):
    return "".join(p.text for p in docx.Document(io.BytesIO(answer.data)).paragraphs)


@pytest.fixture
def paper(app, client):
    """What people read on a paper of a meeting."""

    def read(meeting, name):
        address = f"{client.home}/meetings/{meeting.id}/{name}"
        if name.endswith("pdf"):
            return printed(made(app, client, address))
        return typed(client.get(address))

    return read


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_notice_tells_when_where_and_what_about_and_how_to_answer(paper, council, form):
    told = paper(council, f"notice.{form}")
    for words in ("图文中心报告厅", "（一）审议年度工作报告（秘书处汇报）", "各理事单位", "共2家"):
        assert words in told
    for words in ("一人最多代理1家", "（三）住宿自理", "参会回执", "代为行使表决权"):
        assert words in told


def test_the_minutes_are_marked_as_a_draft_until_they_are_issued(
    paper, make, session, group, council
):
    office = make.actor(make.account(Role.SECRETARIAT, group), group)
    recording.write(session, office, council, "会议听取了报告。\n一、审议年度工作报告")
    session.commit()
    assert "征求意见稿" in paper(council, "minutes.pdf")
    recording.circulate(session, office, council, today())
    recording.issue(session, office, council, "陆怀民")
    session.commit()
    told = paper(council, "minutes.pdf")
    assert "征求意见稿" not in told
    assert f"〔{today().year}〕1号" in told
    assert "请假：北岸职业中专学校" in told
    assert "签发：陆怀民" in paper(council, "minutes.docx")


def test_a_unit_is_called_as_on_the_day_of_the_meeting(paper, make, council, session):
    unit = make.unit(name="云岭学院")
    make.seat(council, unit, Presence.PRESENT)
    make.former_name(unit, "云岭师专", council.day)
    told = paper(council, "sheet.pdf")
    assert "云岭师专" in told
    assert "云岭学院" not in told


def test_there_are_no_minutes_to_hand_out_before_they_are_written(client, make, group):
    meeting = make.meeting(group, state=MeetingState.NOTIFIED)
    address = f"{client.home}/meetings/{meeting.id}/minutes"
    assert client.get(f"{address}.docx").status_code == 404
    assert client.post(f"{address}.pdf").status_code == 404


def test_the_chronicle_tells_the_meetings_of_a_year_and_what_they_resolved(
    app, client, make, group, council
):
    year = council.day.year
    make.add(Resolution(meeting_id=council.id, number="理事会〔2026〕1号", text="=同意报告"))
    make.meeting(group, title="没有开成的会", state=MeetingState.INQUORATE)
    page = reading.words(client.get(f"{client.home}/chronicle/?year={year}").text)
    assert council.title in page
    assert "没有开成的会" not in page
    told = typed(client.get(f"{client.home}/chronicle/{year}.docx"))
    assert "应到2家，实到1家" in told
    assert "应到2家，实到1家" in printed(made(app, client, f"{client.home}/chronicle/{year}.pdf"))
    file = io.BytesIO(client.get(f"{client.home}/chronicle/{year}.xlsx").data)
    [_, row] = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert row[4:] == [2.0, 1.0, "理事会〔2026〕1号：=同意报告"]
