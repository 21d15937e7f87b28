"""Ledgers of activities from elsewhere: what a row of them becomes."""

import datetime as dt

import pytest
import sqlalchemy as sa

from groupmgr.activities.labels import ActivityState, Category, Measure
from groupmgr.activities.models import Activity
from groupmgr.activities.service.history import history
from groupmgr.activities.service.loading import WHOLE
from groupmgr.activities.workbook import BOOK, PAST
from groupmgr.members.labels import NameChange
from groupmgr.members.models import FormerName
from groupmgr.policy import Role
from groupmgr.workbooks.models import Outcome
from tests.activities.makers import SUMMARY
from tests.tables.samples import xlsx
from tests.workbooks.desks import bring_in

HEAD = [
    "活动名称",
    "活动类别",
    "活动时间",
    "结束日期",
    "主办单位",
    "参与单位",
    "培训人次",
    "到款额（万元）",
    "内容与成效",
    "媒体报道",
]


def row(host, parties="", **changed):
    cells = {
        "title": "设备管理员培训",
        "category": "培训",
        "starts_on": "2024.11.10",
        "ends_on": "2024年11月14日",
        "host": host.name,
        "parties": parties,
        "times": "１，３２０人次",
        "income": "2.5",
        "summary": SUMMARY,
        "media": "",
    }
    return list((cells | changed).values())


@pytest.fixture
def brought(stage, session):
    """Bring rows in under the usual head."""

    def bring(*rows, actor=None, head=HEAD, book=BOOK):
        content = xlsx(["二〇二四年活动台账"], head, *rows)
        return bring_in(session, actor or stage.office, book, content, "台账.xlsx")

    return bring


def only(session):
    return session.scalars(sa.select(Activity).options(*WHOLE)).one()


def test_a_row_becomes_a_draft_of_its_host(brought, stage, session):
    host, one, two = (stage.unit() for _ in range(3))
    found = brought(row(host, f"{one.name}、{two.name}；{host.name}", media="云岭日报"))
    assert found.outcomes == [Outcome.NEW]
    activity = only(session)
    assert (activity.state, activity.category) == (ActivityState.DRAFT, Category.TRAINING)
    assert (activity.owner_unit_id, activity.ends_on.day) == (host.id, 14)
    assert {party.unit_id for party in activity.parties} == {host.id, one.id, two.id}
    values = {figure.measure: figure.value for figure in activity.figures}
    assert values == {Measure.PERSON_TIMES: 1320, Measure.INCOME: 25000}
    assert activity.summary.endswith("媒体报道：云岭日报")


def test_units_are_known_by_their_short_and_former_names(brought, stage, session, make):
    host, partner = stage.unit(short_name="机电学院"), stage.unit()
    until = dt.date(2020, 1, 1)
    facts = {"name": "云岭机器厂", "until": until, "change": NameChange.RENAMED}
    make.add(FormerName(unit_id=partner.id, **facts))
    line = row(host, "云岭机器厂")
    line[HEAD.index("主办单位")] = "机电学院"
    assert brought(line).outcomes == [Outcome.NEW]
    assert {one.unit_id for one in only(session).parties} == {host.id, partner.id}


def test_the_same_file_twice_changes_nothing_and_a_mended_one_the_draft(brought, stage, session):
    host = stage.unit()
    brought(row(host))
    assert brought(row(host)).unchanged == 1
    assert brought(row(host, times="400")).outcomes == [Outcome.CONFLICT]
    values = {figure.measure: figure.value for figure in only(session).figures}
    assert values == {Measure.PERSON_TIMES: 400, Measure.INCOME: 25000}


def test_every_refused_row_says_why_and_the_others_are_kept(brought, stage, session):
    host = stage.unit()
    found = brought(
        row(host, "无名公司"),
        row(host, category="聚餐"),
        row(host, ends_on="去年"),
        row(host, ends_on="2024-11-01"),
        row(host, category="签约", title="签约仪式"),
        row(host, title=""),
        row(host),
    )
    assert found.outcomes == [Outcome.FAULTY] * 6 + [Outcome.NEW]
    for words, said in zip(
        found.words,
        ("无名公司", "不在选项里", "不是日期", "不能早于", "不填“人次”", "请填写活动名称"),
        strict=False,
    ):
        assert said in words
    assert only(session).title == "设备管理员培训"


def test_an_event_of_one_day_says_it_once_and_a_month_ends_with_its_last_day(
    brought, stage, session
):
    assert brought(row(stage.unit(), starts_on="", ends_on="2024年11月")).outcomes == [Outcome.NEW]
    activity = only(session)
    assert (activity.starts_on, activity.ends_on) == (dt.date(2024, 11, 30),) * 2


def test_a_clerk_imports_for_the_own_unit_alone(brought, stage):
    host = stage.unit()
    found = brought(row(host), row(stage.unit()), actor=stage.clerk(host))
    assert found.outcomes == [Outcome.NEW, Outcome.FAULTY]


def test_a_system_administrator_loads_past_years_as_approved(brought, stage, session, make):
    host, second = stage.unit(), make.group()
    make.membership(second, host)
    assert "只有系统管理员可以导入" in brought(row(host), book=PAST).words[0]
    system = stage.person(Role.SYSTEM)
    assert brought(row(host), actor=system, book=PAST).outcomes == [Outcome.NEW]
    activity = only(session)
    counting = session.scalars(sa.select(Activity).where(Activity.counts_in(stage.group.id)))
    assert counting.all() == [activity]
    assert [credit.group_id for credit in activity.credits] == [stage.group.id]
    assert history(session, activity)[0].deed == "导入往年活动并计入本集团"
    assert brought(row(host), actor=system, book=PAST).unchanged == 1
    assert "请在页面上修改" in brought(row(host, times="9"), actor=system, book=PAST).words[0]


DETAILS = [
    *("活动名称", "活动类别", "开始日期", "结束日期", "主办单位", "参与单位"),
    *("培训对象", "培训项目", "培训方式", "是否与开设专业相匹配", "委托方"),
    *("姓名", "教师类别", "派出单位", "接收单位", "形式", "岗位", "是否取酬", "派出单位同意"),
]


def detailed(host, partner, category, **cells):
    known = {"活动名称": "一项活动", "活动类别": category, "结束日期": "2024-11-14"}
    known |= {"开始日期": "2024-11-10", "主办单位": host.name, "参与单位": partner.name}
    return [(known | cells).get(head, "") for head in DETAILS]


@pytest.fixture
def details(brought):
    return lambda *rows: brought(*rows, head=DETAILS)


def test_a_row_tells_how_a_training_was_held(details, stage, session):
    host, firm = stage.unit(), stage.unit()
    said = {"培训对象": "企业职工、农民工", "培训项目": "技能提升", "培训方式": "面授"}
    said |= {"是否与开设专业相匹配": "是", "委托方": "市人社局"}
    assert details(detailed(host, firm, "社会培训", **said)).outcomes == [Outcome.NEW]
    activity = only(session)
    training = activity.training
    assert (training.programme, training.mode, training.fit) == ("技能提升", "onsite", "matched")
    assert training.commissioner == "市人社局"
    assert {one.audience for one in activity.audiences} == {"staff", "migrant-workers"}
    assert details(detailed(host, firm, "社会培训", **said)).unchanged == 1
    other = said | {"是否与开设专业相匹配": "否"}
    assert details(detailed(host, firm, "社会培训", **other)).outcomes == [Outcome.CONFLICT]


def test_a_row_names_the_people_who_were_sent(details, stage, session):
    host, firm = stage.unit(), stage.unit(kind="enterprise")
    said = {
        "姓名": "林晓、周宁",
        "教师类别": "专业课教师",
        "形式": "岗位兼职或任职",
        "岗位": "工艺员",
    }
    assert details(detailed(host, firm, "教师企业实践", **said)).outcomes == [Outcome.NEW]
    first, second = only(session).people
    assert (first.name, second.name) == ("林晓", "周宁")
    assert (first.from_unit_id, first.to_unit_id) == (host.id, firm.id)
    assert (first.since.day, first.until.day, first.direction) == (10, 14, "to-enterprise")
    assert details(detailed(host, firm, "教师企业实践", **said)).unchanged == 1
    lent = {"姓名": "韩卫东", "派出单位": firm.name, "接收单位": host.name, "形式": "兼职教师"}
    lent |= {"活动名称": "互聘", "是否取酬": "是", "派出单位同意": "是"}
    assert details(detailed(host, firm, "互派互聘", **lent)).outcomes == [Outcome.NEW]
    signing = details(detailed(host, firm, "签约", **lent | {"活动名称": "签约"}))
    assert signing.words == ["“签约”不填派出人员"]
    asked = lent | {"活动名称": "又一次", "派出单位同意": "也许"}
    assert "请填“是”或“否”" in details(detailed(host, firm, "互派互聘", **asked)).words[0]
