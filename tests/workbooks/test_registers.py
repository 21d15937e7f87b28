"""Every register makes the whole way: new rows in, back unchanged, one cell changed, undone."""

import io

import pytest
from flask import g

from groupmgr.features import BOOKS
from groupmgr.groups.models import Group
from groupmgr.meetings.labels import Duty, FollowUpState
from groupmgr.meetings.models import FollowUp, FollowUpUnit
from groupmgr.members.labels import UnitKind
from groupmgr.members.models import Membership, Unit
from groupmgr.policy import Role
from groupmgr.workbooks.fields import columns_of
from groupmgr.workbooks.models import ImportRow
from tests.meetings.makers import MeetingMaker
from tests.reading import words
from tests.workbooks.sheets import bring, download, take

SCHOOL, FIRM = "云岭机电职业技术学院", "云岭重工机械有限公司"
STUDIO = {
    "工作室名称": "周敏焊接大师工作室",
    "类别": "技能大师工作室",
    "级别": "校级",
    "状态": "申报",
    "状态起始日期": "2024-01-05",
    "专业或工种方向": "焊接",
    "依托单位": SCHOOL,
    "共建单位": FIRM,
    "领衔人": "周敏",
    "领衔人所在单位": FIRM,
    "建设经费（万元）": 12.5,
}
PROJECT = {
    "项目名称": "智能焊接订单班",
    "项目类型": "订单培养(订单班)",
    "立项级别": "校级",
    "状态": "意向",
    "开始日期": "2024-09-01",
    "登记单位": SCHOOL,
    "学生数（人）": 40,
}
AGREEMENT = {
    "协议名称": "校企合作协议",
    "协议类型": "校企合作协议",
    "级别": "校级",
    "登记单位": SCHOOL,
    "其他签署单位": FIRM,
    "状态": "已签",
    "签订日期": "2024-03-01",
    "到期日": "2027-02-28",
}
MEETING = {
    "会议名称": "第二届理事会第三次会议",
    "会议类型": "理事会会议",
    "形式": "线下",
    "开始时间": "2027-01-12 09:00",
    "结束时间": "2027-01-12 11:30",
    "牵头（召集）单位": SCHOOL,
}
MEMBER = {
    "单位全称": "云岭轨道装备有限公司",
    "统一社会信用代码": "91530100670873191U",
    "单位类别": "企业",
    "成员级别": "成员单位",
    "加入日期": "2024-03-01",
    "联络员": "周敏",
    "联系电话": "0871-6512345",
}
DRAFT = {
    "活动名称": "智能焊接技术研讨会",
    "活动类别": "专题研讨(座谈)",
    "开始日期": "2024-03-01",
    "结束日期": "2024-03-02",
    "主办单位": SCHOOL,
    "参与单位": FIRM,
    "地点": "图文中心",
}
WAYS = (
    ("activities", "活动草稿", DRAFT, ("地点", "报告厅")),
    ("members", "成员单位", MEMBER, ("详细地址", "南湖路 8 号")),
    ("studios", "大师工作室", STUDIO, ("领衔人", "李明")),
    ("projects", "合作项目", PROJECT, ("学生数（人）", 45)),
    ("agreements", "协议", AGREEMENT, ("到期日", "2028-02-28")),
    ("meetings", "会议", MEETING, ("主持人", "周敏")),
)


@pytest.fixture
def office(sign_in, make):
    group = make.group()
    make.unit(group, name=SCHOOL)
    make.unit(group, name=FIRM, kind=UnitKind.ENTERPRISE)
    return sign_in(Role.STAFF, group=group)


@pytest.mark.parametrize(("key", "sheet", "new", "change"), WAYS, ids=[way[0] for way in WAYS])
def test_a_register_makes_the_whole_way(office, session, key, sheet, new, change):
    filled = download(office, key)
    offered = filled.offered()
    for head, value in new.items():
        if head in offered and "、" not in str(value):
            assert value in offered[head], (head, offered[head])
    called, name = next(iter(new.items()))
    filled.put(sheet, filled.blank(sheet), **new)
    if key == "projects":
        parties = filled.sheet("各方与投入")
        for at, value in enumerate((name, FIRM, "参与", 3), 2):
            parties.cell(2, at).value = value
    address = bring(office, key, filled.content())
    assert not [row.faults for row in session.query(ImportRow) if row.faults]
    assert "共 1 行" in words(take(office, address))

    again = download(office, key)
    assert "没有变化" in words(office.get(bring(office, key, again.content())).text)
    row = again.row(sheet, name, called)
    for head, value in new.items():
        assert str(again.value(sheet, row, head)).startswith(str(value)), head

    head, value = change
    again.put(sheet, row, **{head: value})
    changed = bring(office, key, again.content())
    take(office, changed)
    after = download(office, key)
    assert str(after.value(sheet, after.row(sheet, name, called), head)).startswith(str(value))

    assert office.post(f"{address}/undo").status_code == 409
    assert office.post(f"{changed}/undo").status_code == 303
    after = download(office, key)
    now = after.value(sheet, after.row(sheet, name, called), head)
    assert str(now or "").startswith(str(new.get(head, "")))


def test_what_an_import_added_is_gone_when_it_is_undone(office, session):
    filled = download(office, "members")
    filled.put("成员单位", filled.blank("成员单位"), **MEMBER)
    address = bring(office, "members", filled.content())
    take(office, address)
    assert session.query(Unit).filter_by(name=MEMBER["单位全称"]).count() == 1
    office.post(f"{address}/undo")
    assert session.query(Unit).filter_by(name=MEMBER["单位全称"]).count() == 0
    assert session.query(Membership).count() == 2


def test_follow_ups_are_brought_further_and_none_are_added(office, make, session):
    meeting = MeetingMaker(session).meeting(session.get(Group, office.actor.group_id))
    unit = make.unit()
    one = make.add(
        FollowUp(
            meeting_id=meeting.id,
            text="修改章程并印发",
            due_on=meeting.day,
            units=[FollowUpUnit(unit_id=unit.id, duty=Duty.LEAD)],
        )
    )
    filled = download(office, "followups")
    assert filled.value("督办事项", 2, "牵头单位") == unit.name
    filled.put("督办事项", 2, 状态="推进中", 进展情况="已起草", 事项="改了也不导入")
    filled.put("督办事项", 3, 状态="推进中")
    address = bring(office, "followups", filled.content())
    page = words(office.get(address).text)
    assert "修改章程并印发" in page
    assert "督办事项不能在表中新增" in page
    take(office, address)
    session.refresh(one)
    assert (one.state, one.progress, one.text) == (
        FollowUpState.RUNNING,
        "已起草",
        "修改章程并印发",
    )


def test_no_two_columns_of_a_sheet_are_called_the_same(app):
    with app.app_context():
        g.units = []
        for book in BOOKS:
            columns = columns_of(book.form(formdata=None, meta={"csrf": False}))
            labels = [one.label for one in columns]
            assert len(set(labels)) == len(labels), book.key


def test_a_workbook_of_another_register_is_refused(office, session):
    content = download(office, "studios").content()
    file = {"file": (io.BytesIO(content), "填报表.xlsx")}
    answer = office.post(f"{office.home}/bases/workbook/", data=file)
    assert "这不是实训基地的填报表" in words(answer.text)
    assert session.query(ImportRow).count() == 0
