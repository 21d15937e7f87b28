"""The search page finds what a person may see, and nothing else."""

import datetime as dt
import io

import pytest
import sqlalchemy as sa

from groupmgr.attachments.models import Attachment
from groupmgr.bases.models import BaseStage
from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.index import catching_up
from groupmgr.jobs.recurring import ask
from groupmgr.jobs.worker import Worker
from groupmgr.meetings.labels import MeetingState
from groupmgr.meetings.models import AgendaItem
from groupmgr.members.labels import NameChange
from groupmgr.members.models import FormerName
from groupmgr.policy import Role
from groupmgr.search.excerpt import excerpt, marked
from tests.activities.makers import Stage
from tests.bases.makers import make_base
from tests.meetings.makers import MeetingMaker
from tests.reading import words


@pytest.fixture
def stage(make):
    return Stage(make)


@pytest.fixture
def office(sign_in, stage):
    return sign_in(Role.STAFF, group=stage.group)


def search(client, typed):
    return words(client.get(f"{client.home}/search/?q={typed}").text)


def test_all_kinds_are_found_in_groups(office, stage, make, session):
    unit = stage.unit(name="云岭高铁学院")
    stage.submitted(stage.clerk(unit), title="高铁乘务研修")
    make_base(make, unit, stage.group, name="高铁实训基地")
    session.commit()
    page = office.get(f"{office.home}/search/?q=高铁").text
    assert [name in page for name in ("成员单位", "活动", "实训基地")] == [True] * 3
    assert "<mark>高铁</mark>乘务研修" in page
    assert "高铁" not in search(office, "高职").replace("“高职”", "")


def test_a_draft_is_found_by_its_unit_alone(office, stage, sign_in):
    unit = stage.unit()
    stage.draft(stage.clerk(unit), title="尚未提交的焊接研修")
    assert "没有找到" in search(office, "焊接")
    assert "没有找到" in search(
        sign_in(Role.UNIT_CLERK, group=stage.group, unit=stage.unit()), "焊接"
    )
    assert "尚未提交" in search(sign_in(Role.UNIT_CLERK, group=stage.group, unit=unit), "焊接")


def test_records_of_another_group_are_not_found(office, make):
    other = make.group()
    make.unit(other, name="外省铸造学院")
    make_base(make, make.unit(other), other, name="铸造基地")
    assert "没有找到" in search(office, "铸造")


def test_the_text_in_a_file_leads_to_the_record_it_proves(stage, sign_in, office, app, session):
    unit = stage.unit()
    activity = stage.submitted(stage.clerk(unit))
    clerk = sign_in(Role.UNIT_CLERK, group=stage.group, unit=unit)
    note = io.BytesIO("签到人：沈知远\n地点：三号报告厅".encode())
    home = f"{clerk.home}/activities/{activity.id}/evidence/"
    assert clerk.post(home, data={"files": [(note, "记录.txt")]}).status_code == 303
    session.commit()
    assert "没有找到" in search(office, "沈知远")
    caught_up(app)
    found = search(office, "沈知远")
    assert "记录.txt" in found
    assert "没有找到" in search(
        sign_in(Role.UNIT_CLERK, group=stage.group, unit=stage.unit()), "知远"
    )


def caught_up(app):
    ask(db.engine, [catching_up.RECURRING])
    Worker(db.engine, HANDLERS, app.config["HOME"]).run_one()


def sent(field, name, text):
    return {field: [(io.BytesIO(text.encode()), name)]}


def test_a_paper_of_a_meeting_is_found_by_its_name_and_by_what_it_says(office, stage, app, make):
    meeting = MeetingMaker(make.session).meeting(stage.group, state=MeetingState.PLANNED)
    item = make.add(AgendaItem(meeting_id=meeting.id, position=1, title="审议", kind="decide"))
    make.session.commit()
    papers = f"{office.home}/meetings/{meeting.id}/agenda/{item.id}/papers"
    assert office.post(papers, data=sent("paper", "换届方案.txt", "理事九名")).status_code == 303
    assert "材料1 · " in search(office, "换届方案")
    caught_up(app)
    assert "换届方案.txt" in search(office, "理事九名")


@pytest.fixture
def files(office, stage, make, session):
    """The address of the files of a state of a base."""
    base = make_base(make, stage.unit(), stage.group, name="云岭实训基地")
    session.commit()
    stage_id = session.scalar(sa.select(BaseStage.id).where(BaseStage.base_id == base.id))
    return f"{office.home}/bases/{base.id}/stages/{stage_id}/files/"


def test_a_base_is_found_by_the_files_of_its_states(office, files, app):
    assert office.post(files, data=sent("files", "挂牌批文.txt", "同意挂牌")).status_code == 303
    assert "云岭实训基地" in search(office, "批文")
    caught_up(app)
    assert "云岭实训基地" in search(office, "同意挂牌")
    assert "没有找到" in search(office, "同意摘牌")


def test_a_key_that_comes_again_has_new_words_alone(office, files, session):
    for name in ("旧批文.txt", "新通知.txt"):
        office.post(files, data=sent("files", name, name))
        assert "云岭实训基地" in search(office, name.removesuffix(".txt"))
        session.execute(sa.delete(Attachment).where(Attachment.name == "旧批文.txt"))
        session.commit()
    assert "没有找到" in search(office, "旧批文")


def test_a_former_name_leads_to_the_unit(office, stage, make, session):
    unit = stage.unit(name="云岭机电学院")
    former = {"until": dt.date(2020, 1, 1), "change": NameChange.RENAMED}
    make.add(FormerName(unit_id=unit.id, name="滇东技工学校", **former))
    assert "云岭机电学院" in search(office, "滇东技工")


def test_more_than_five_are_said_to_be_more(office, stage):
    for number in range(6):
        stage.submitted(title=f"第{number}期钳工研修")
    page = office.get(f"{office.home}/search/?q=钳工").text
    assert page.count("<li><a") - page.count('<li><a href="/g/group1/"') >= 5
    assert "查看全部活动" in page
    assert "第0期" not in page


def test_who_types_nothing_is_told_how(office):
    assert "写下要找的内容" in search(office, "")
    assert "写下要找的内容" in search(office, "，。")


def test_the_number_of_questions_does_not_grow(office, stage, statements):
    stage.submitted(title="钳工研修")
    page = f"{office.home}/search/?q=钳工"
    office.get(page)
    with statements() as few:
        office.get(page)
    for _ in range(4):
        stage.submitted(title="钳工研修")
    with statements() as many:
        office.get(page)
    assert len(many) == len(few)


def test_an_excerpt_shows_where_the_words_stand():
    text = "头" * 100 + "在三号报告厅" + "尾" * 100
    shown = excerpt(text, "报告厅")
    assert shown.startswith("…头")
    assert shown.endswith("尾…")
    assert ("报告厅", True) in list(marked(shown, "报告厅"))
    assert excerpt("全文", "别的") == ""
    assert list(marked("plain", "，")) == [("plain", False)]
