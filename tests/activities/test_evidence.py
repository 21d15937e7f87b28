"""What is done with the evidence of a record, and what is said of it."""

import base64
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from groupmgr.activities.labels import Measure
from groupmgr.activities.service import evidence
from groupmgr.activities.service.packing import HEADS
from groupmgr.activities.service.reuse import elsewhere
from groupmgr.files.store import Store
from groupmgr.journal.models import Entry
from groupmgr.policy import Role
from tests.files.makers import picture

PEOPLE = {(Measure.PERSON_TIMES, None): 320, (Measure.PERSONS, None): 64}


@pytest.fixture
def attach(session, tmp_path):
    def send(clerk, activity, content, name):
        store = Store.under(tmp_path)
        return evidence.attach(session, clerk, store, activity, io.BytesIO(content), name)

    return send


def test_one_file_proves_several_figures(stage, session, attach):
    clerk = stage.clerk()
    activity = stage.draft(clerk, figures=PEOPLE)
    sheet = attach(clerk, activity, "姓名\n林晓".encode(), "签到表.csv")
    evidence.also(session, clerk, activity, sheet)
    evidence.also(session, clerk, activity, sheet)
    evidence.also(session, clerk, activity, sheet)
    pieces = stage.again(activity).evidence
    assert [one.measure for one in pieces] == [None, *(key for key, _ in PEOPLE), None]
    assert len({one.file_id for one in pieces}) == 1


def test_what_came_piece_by_piece_is_taken_in_once(stage, sign_in, session):
    unit = stage.unit()
    client = sign_in(Role.UNIT_CLERK, group=stage.group, unit=unit)
    activity = stage.draft(stage.clerk(unit))
    told = base64.b64encode("签到表.csv".encode()).decode()
    speak = {"Tus-Resumable": "1.0.0"}
    begun = {**speak, "Upload-Length": "9", "Upload-Metadata": f"filename {told}"}
    address = client.post(f"{client.home}/uploads/", headers=begun).headers["Location"]
    taken = {"uploads": address.rpartition("/")[2]}
    home = f"{client.home}/activities/{activity.id}/evidence/"
    client.post(home, data=taken)
    assert stage.again(activity).evidence == []
    piece = {**speak, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    client.patch(address, headers=piece, data=b"name\nlin\n")
    other = sign_in(Role.STAFF, group=stage.group)
    drafted = stage.draft(stage.clerk(unit))
    other.post(f"{client.home}/activities/{drafted.id}/evidence/", data=taken)
    assert stage.again(drafted).evidence == []
    for _ in range(2):
        assert client.post(home, data=taken, headers={"HX-Request": "true"}).status_code == 200
    assert [one.name for one in stage.again(activity).evidence] == ["签到表.csv"]
    said = session.query(Entry).filter_by(deed="添加佐证").all()
    assert [one.reason for one in said] == ["签到表.csv"]


def test_a_refused_upload_says_why(stage, sign_in):
    unit = stage.unit()
    client = sign_in(Role.UNIT_CLERK, group=stage.group, unit=unit)
    activity = stage.draft(stage.clerk(unit))
    files = {"files": [(io.BytesIO(b"MZ"), "程序.exe"), (io.BytesIO(b"ok"), "说明.txt")]}
    page = client.post(f"{client.home}/activities/{activity.id}/evidence/", data=files).text
    assert "不收“程序.exe”这种文件" in page
    assert [one.name for one in stage.again(activity).evidence] == ["说明.txt"]


def test_the_same_file_and_the_same_picture_are_pointed_out(stage, session, attach, statements):
    clerk, other = stage.clerk(), stage.clerk()
    first, second, hidden = (
        stage.draft(clerk),
        stage.draft(clerk),
        stage.submitted(other, title="另一单位的活动"),
    )
    attach(clerk, first, picture(1), "合影.jpg")
    attach(clerk, first, picture(9), "无关.jpg")
    attach(clerk, second, picture(1), "同一张.jpg")
    attach(other, hidden, picture(1, quality=30), "微信图片.jpg")
    attach(other, stage.draft(other), picture(1), "别人的草稿.jpg")
    first = stage.again(first)
    pieces = {one.name: one.id for one in first.evidence}
    with statements() as sent:
        found = elsewhere(session, clerk, first)
    assert len(sent) == 2
    assert set(found) == {pieces["合影.jpg"]}
    uses = [(use.is_same_file, use.number) for use in found[pieces["合影.jpg"]]]
    assert uses == [(True, second.number), (False, None)]
    office = elsewhere(session, stage.office, stage.again(hidden))
    assert [use.number for uses in office.values() for use in uses] == []


def test_the_archive_tells_what_every_file_proves(stage, session, attach, sign_in):
    unit = stage.unit()
    clerk = stage.clerk(unit)
    activity = stage.draft(clerk, figures=PEOPLE, title="先进制造：研修/交流")
    sheet = attach(clerk, activity, "姓名\n林晓".encode(), "签到表.csv")
    evidence.also(session, clerk, activity, sheet)
    evidence.link(session, clerk, activity, "https://news.example.cn/1")
    client = sign_in(Role.UNIT_CLERK, group=stage.group, unit=unit)
    answer = client.get(f"{client.home}/activities/{activity.id}/evidence.zip")
    assert "filename*=UTF-8''HD-2024-" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        folder = f"{activity.number} 先进制造：研修_交流"
        assert package.namelist() == [f"{folder}/01 签到表.csv", "目录.xlsx"]
        book = CalamineWorkbook.from_filelike(io.BytesIO(package.read("目录.xlsx")))
    head, first, second = book.get_sheet_by_index(0).to_python()
    assert head == list(HEADS)
    assert first[5:9] == [f"{folder}/01 签到表.csv", "签到表", "活动、人次", "B 部分数据缺佐证"]
    assert first[9] == sheet.file.sha256
    assert second[5] == "https://news.example.cn/1"


def test_a_page_of_much_evidence_asks_no_more_than_one_of_little(
    stage, session, attach, sign_in, statements
):
    unit = stage.unit()
    clerk = stage.clerk(unit)
    client = sign_in(Role.UNIT_CLERK, group=stage.group, unit=unit)
    few, many = stage.draft(clerk), stage.draft(clerk)
    attach(clerk, few, picture(0), "合影.jpg")
    for seed in range(1, 9):
        attach(clerk, many, picture(seed), f"合影{seed}.jpg")
    counts = []
    for activity in (few, many):
        client.get(f"{client.home}/activities/{activity.id}")
        with statements() as sent:
            assert client.get(f"{client.home}/activities/{activity.id}").status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
