import io

import pytest
import sqlalchemy as sa

from groupmgr.activities.labels import ActivityState, Category, Measure
from groupmgr.activities.models import Activity
from groupmgr.activities.service.history import history
from groupmgr.activities.service.importing import import_activities
from groupmgr.activities.service.loading import WHOLE
from groupmgr.kernel.errors import NotAllowed
from groupmgr.policy import Role
from groupmgr.tables.answers import Outcome
from tests.activities.makers import SUMMARY
from tests.tables.samples import xlsx

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
def answers(stage, session):
    def imported(*rows, actor=None, **kwargs):
        file = xlsx(["二〇二四年活动台账"], HEAD, *rows)
        found = import_activities(session, actor or stage.office, "台账.xlsx", file, **kwargs)
        session.commit()
        return [(answer.outcome, answer.words) for answer in found.answers]

    return imported


def only(session):
    return session.scalars(sa.select(Activity).options(*WHOLE)).one()


def test_a_row_becomes_a_draft_of_its_host(answers, stage, session):
    host, one, two = (stage.unit() for _ in range(3))
    found = answers(row(host, f"{one.name}、{two.name}；{host.name}", media="云岭日报"))
    assert [outcome for outcome, _ in found] == [Outcome.NEW]
    activity = only(session)
    assert (activity.state, activity.category) == (ActivityState.DRAFT, Category.TRAINING)
    assert (activity.owner_unit_id, activity.ends_on.day) == (host.id, 14)
    assert {party.unit_id for party in activity.parties} == {host.id, one.id, two.id}
    values = {figure.measure: figure.value for figure in activity.figures}
    assert values == {Measure.PERSON_TIMES: 1320, Measure.INCOME: 25000}
    assert activity.summary.endswith("媒体报道：云岭日报")


def test_the_same_file_twice_changes_nothing_and_a_mended_one_the_draft(answers, stage, session):
    host = stage.unit()
    answers(row(host))
    assert answers(row(host))[0][0] is Outcome.UNCHANGED
    assert answers(row(host, times="400"))[0][0] is Outcome.CHANGED
    assert only(session).figures[0].value == 400


def test_every_refused_row_says_why_and_the_others_are_kept(answers, stage, session):
    host = stage.unit()
    found = answers(
        row(host, "无名公司"),
        row(host, category="聚餐"),
        row(host, ends_on="去年"),
        row(host, ends_on="2024-11-01"),
        row(host, category="签约", title="签约仪式"),
        row(host, title=""),
        row(host),
    )
    outcomes = [outcome for outcome, _ in found]
    assert outcomes == [Outcome.REFUSED] * 6 + [Outcome.NEW]
    for (_, words), said in zip(
        found,
        ("无名公司", "不在选项里", "不是日期", "不能早于", "不填“人次”", "请填活动名称"),
        strict=False,
    ):
        assert said in words
    assert only(session).title == "设备管理员培训"


def test_a_clerk_imports_for_the_own_unit_alone(answers, stage):
    host = stage.unit()
    found = answers(row(host), row(stage.unit()), actor=stage.clerk(host))
    assert [outcome for outcome, _ in found] == [Outcome.NEW, Outcome.REFUSED]


def test_a_system_administrator_loads_past_years_as_approved(answers, stage, session, make):
    host, second = stage.unit(), make.group()
    make.membership(second, host)
    with pytest.raises(NotAllowed):
        answers(row(host), as_approved=True)
    system = stage.person(Role.SYSTEM)
    assert answers(row(host), actor=system, as_approved=True)[0][0] is Outcome.NEW
    activity = only(session)
    counting = session.scalars(sa.select(Activity).where(Activity.counts_in(stage.group.id)))
    assert counting.all() == [activity]
    assert [credit.group_id for credit in activity.credits] == [stage.group.id]
    assert history(session, activity)[0].deed == "导入往年活动并计入本集团"
    assert answers(row(host), actor=system, as_approved=True)[0][0] is Outcome.UNCHANGED
    (outcome, words) = answers(row(host, times="9"), actor=system, as_approved=True)[0]
    assert (outcome, "请在页面上修改" in words) == (Outcome.REFUSED, True)


def test_a_file_is_looked_through_in_the_browser_before_it_is_imported(stage, sign_in, session):
    host = stage.unit()
    office = sign_in(Role.STAFF, group=stage.group)
    file = (io.BytesIO(xlsx(HEAD, row(host))), "台账.xlsx")
    page = office.post(f"{office.home}/activities/import/", data={"file": file}).text
    assert "设备管理员培训" in page
    assert session.query(Activity).count() == 0


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
def details(stage, session):
    def imported(*rows):
        file = xlsx(DETAILS, *rows)
        found = import_activities(session, stage.office, "台账.xlsx", file)
        session.commit()
        return [(answer.outcome, answer.words) for answer in found.answers]

    return imported


def test_a_row_tells_how_a_training_was_held(details, stage, session):
    host, firm = stage.unit(), stage.unit()
    said = {"培训对象": "企业职工、农民工", "培训项目": "技能提升", "培训方式": "面授"}
    said |= {"是否与开设专业相匹配": "是", "委托方": "市人社局"}
    assert details(detailed(host, firm, "社会培训", **said))[0][0] is Outcome.NEW
    activity = only(session)
    training = activity.training
    assert (training.programme, training.mode, training.fit) == ("技能提升", "onsite", "matched")
    assert training.commissioner == "市人社局"
    assert {one.audience for one in activity.audiences} == {"staff", "migrant-workers"}
    assert details(detailed(host, firm, "社会培训", **said))[0][0] is Outcome.UNCHANGED
    other = said | {"是否与开设专业相匹配": "否"}
    assert details(detailed(host, firm, "社会培训", **other))[0][0] is Outcome.CHANGED


def test_a_row_names_the_people_who_were_sent(details, stage, session):
    host, firm = stage.unit(), stage.unit(kind="enterprise")
    said = {
        "姓名": "林晓、周宁",
        "教师类别": "专业课教师",
        "形式": "岗位兼职或任职",
        "岗位": "工艺员",
    }
    assert details(detailed(host, firm, "教师企业实践", **said))[0][0] is Outcome.NEW
    first, second = only(session).people
    assert (first.name, second.name) == ("林晓", "周宁")
    assert (first.from_unit_id, first.to_unit_id) == (host.id, firm.id)
    assert (first.since.day, first.until.day, first.direction) == (10, 14, "to-enterprise")
    assert details(detailed(host, firm, "教师企业实践", **said))[0][0] is Outcome.UNCHANGED
    lent = {"姓名": "韩卫东", "派出单位": firm.name, "接收单位": host.name, "形式": "兼职教师"}
    lent |= {"活动名称": "互聘", "是否取酬": "是", "派出单位同意": "是"}
    assert details(detailed(host, firm, "互派互聘", **lent))[0][0] is Outcome.NEW
    assert details(detailed(host, firm, "签约", **lent | {"活动名称": "签约"})) == [
        (Outcome.REFUSED, "“签约”不填派出人员")
    ]
    assert "请填“是”或“否”" in details(detailed(host, firm, "互派互聘", 派出单位同意="也许"))[0][1]
