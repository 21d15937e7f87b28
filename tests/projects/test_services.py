import datetime as dt
from decimal import Decimal

import pytest
import sqlalchemy as sa

from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.kernel.levels import Level, Standing
from groupmgr.policy import Role
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.labels import (
    AgreementState,
    OutputKind,
    ProjectKind,
    ProjectRole,
    ProjectState,
    ProjectStep,
)
from groupmgr.projects.models import Project
from groupmgr.projects.service import agreements, authors, course, projects

DAY = dt.timedelta(days=1)


def loaded(session, project):
    """The project with all its rows, as a page reads it."""
    query = sa.select(Project).where(Project.id == project.id).options(*projects.SHOWN)
    return session.scalar(query.execution_options(populate_existing=True))


@pytest.fixture
def clerk(make, group, school):
    return make.actor(make.account(Role.UNIT_CLERK, group, school), group)


@pytest.fixture
def office(make, group):
    return make.actor(make.account(Role.STAFF, group), group)


def facts(school, *partners, **more):
    parties = [
        {"unit_id": unit.id, "role": ProjectRole.PARTNER, "amount": None} for unit in partners
    ]
    return {
        "name": "数控订单班",
        "kind": ProjectKind.ORDER_CLASS,
        "level": Level.SCHOOL,
        "state": ProjectState.ESTABLISHED,
        "starts_on": dt.date(2024, 9, 1),
        "ends_on": None,
        "owner_unit_id": school.id,
        "parties": parties,
    } | more


def saved(session, actor, school, *partners, **more):
    project = Project()
    projects.save(session, actor, project, facts(school, *partners, **more))
    session.commit()
    return loaded(session, project)


def test_the_unit_that_registers_leads_and_its_record_waits(session, clerk, school, enterprise):
    project = saved(session, clerk, school, enterprise)
    assert {(one.unit_id, one.role) for one in project.parties} == {
        (school.id, ProjectRole.LEAD),
        (enterprise.id, ProjectRole.PARTNER),
    }
    assert [one.decision for one in project.credits] == [Decision.WAITING]


def test_a_project_needs_a_school_and_somebody_else(session, make, office, school, enterprise):
    with pytest.raises(RuleBroken, match="现在缺企业") as broken:
        saved(session, office, school, make.school())
    assert broken.value.field == "parties"
    with pytest.raises(RuleBroken, match="现在缺院校"):
        saved(session, office, enterprise, make.enterprise())


def test_the_same_unit_is_no_party_twice(session, office, school, enterprise):
    with pytest.raises(RuleBroken, match="同一单位只填一行"):
        saved(session, office, school, enterprise, enterprise)


def test_a_new_project_is_not_under_way_yet(session, office, school, enterprise):
    with pytest.raises(RuleBroken, match="有生效的协议后再开始实施"):
        saved(session, office, school, enterprise, state=ProjectState.RUNNING)


def test_another_unit_s_project_is_not_registered_or_changed(
    session, make, group, office, school, enterprise
):
    stranger = make.actor(make.account(Role.UNIT_CLERK, group, make.school(group)), group)
    with pytest.raises(NotAllowed):
        saved(session, stranger, school, enterprise)
    project = saved(session, office, school, enterprise)
    with pytest.raises(NotAllowed):
        course.step(session, stranger, project, ProjectStep.START)


@pytest.mark.parametrize(
    ("agreement", "starts"),
    [
        ({"state": AgreementState.SIGNED, "ends_on": None}, True),
        ({"state": AgreementState.SIGNED, "ends_on": today}, True),
        ({"state": AgreementState.SIGNED, "ends_on": lambda: today() - DAY}, False),
        ({"state": AgreementState.SIGNED, "signed_on": lambda: today() + DAY}, False),
        ({"state": AgreementState.DRAFTED}, False),
        ({"state": AgreementState.TERMINATED}, False),
    ],
)
def test_nothing_starts_without_a_signed_agreement_in_force(
    session, make, office, school, enterprise, agreement, starts
):
    project = saved(session, office, school, enterprise)
    facts = {name: fact() if callable(fact) else fact for name, fact in agreement.items()}
    make.agreement(school, enterprise, project_id=project.id, **facts)
    project = loaded(session, project)
    if starts:
        course.step(session, office, project, ProjectStep.START)
        assert project.state is ProjectState.RUNNING
    else:
        with pytest.raises(RuleBroken, match="没有已签且未到期的协议"):
            course.step(session, office, project, ProjectStep.START)


def rows(**more):
    return {"milestones": [], "outputs": [], "receipts": []} | more


def milestone(**more):
    return {"name": "开班", "due_on": dt.date(2024, 9, 1), "done_on": None, "id": None} | more


OUTPUT = {
    "title": "数控加工活页教材",
    "kind": OutputKind.LOOSE_LEAF_TEXTBOOK,
    "level": None,
    "number": None,
    "on": dt.date(2024, 12, 1),
    "amount": None,
    "id": None,
}
RECEIPT = {
    "voucher_number": "0012",
    "voucher_on": dt.date(2024, 12, 1),
    "amount": Decimal(50000),
    "id": None,
}


def test_a_project_closes_with_its_milestones_done_and_something_to_show(
    session, make, office, school, enterprise
):
    project = saved(session, office, school, enterprise)
    project.state = ProjectState.ACCEPTANCE
    course.report(session, office, project, rows(milestones=[milestone()]))
    with pytest.raises(RuleBroken, match="未完成的里程碑：开班"):
        course.step(session, office, project, ProjectStep.CLOSE)
    done = milestone(id=project.milestones[0].id, done_on=dt.date(2024, 9, 2))
    course.report(session, office, project, rows(milestones=[done]))
    with pytest.raises(RuleBroken, match="没有登记成果"):
        course.step(session, office, project, ProjectStep.CLOSE)
    course.step(session, office, project, ProjectStep.CLOSE, "合作方停产")
    assert project.state is ProjectState.CLOSED
    assert journal.history(session, project)[0].reason == "合作方停产"


def test_who_extends_or_abandons_says_why(session, office, school, enterprise):
    project = saved(session, office, school, enterprise)
    project.state = ProjectState.RUNNING
    with pytest.raises(RuleBroken, match="请写明延期的原因"):
        course.step(session, office, project, ProjectStep.EXTEND)
    course.step(session, office, project, ProjectStep.EXTEND, "设备未到")
    assert project.state is ProjectState.EXTENDED


def test_outputs_and_receipts_keep_their_numbers(session, office, school, enterprise):
    project = saved(session, office, school, enterprise)
    course.report(session, office, project, rows(outputs=[OUTPUT], receipts=[RECEIPT]))
    output, receipt = project.outputs[0], project.receipts[0]
    again = rows(
        outputs=[OUTPUT, OUTPUT | {"id": output.id, "number": "978-7-04-050694-5"}],
        receipts=[RECEIPT | {"id": receipt.id}],
    )
    course.report(session, office, project, again)
    assert project.outputs[1] is output
    assert output.number == "978-7-04-050694-5"
    assert project.receipts == [receipt]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (rows(receipts=[RECEIPT | {"amount": Decimal(0)}]), "大于 0"),
        (rows(receipts=[RECEIPT, RECEIPT]), "同一凭证号"),
        (rows(receipts=[RECEIPT | {"voucher_on": dt.date(2999, 1, 1)}]), "不能晚于今天"),
        (rows(outputs=[OUTPUT | {"on": dt.date(2999, 1, 1)}]), "不能晚于今天"),
    ],
)
def test_what_cannot_be_is_refused(session, office, school, enterprise, wrong, words):
    project = saved(session, office, school, enterprise)
    with pytest.raises(RuleBroken, match=words):
        course.report(session, office, project, wrong)


def test_more_money_than_agreed_and_an_agreement_too_short_are_remarked(
    session, office, school, enterprise
):
    ends = {"budget": Decimal(10000), "ends_on": dt.date(2027, 6, 30)}
    project = saved(session, office, school, enterprise, **ends)
    course.report(session, office, project, rows(receipts=[RECEIPT]))
    short = agreed(school, enterprise, project_id=project.id, ends_on=dt.date(2026, 6, 30))
    agreements.save(session, office, Agreement(), short)
    signed = course.agreements(session, office, project)
    assert list(course.remarks(project, signed)) == [
        "到款额大于合同金额，请核对",
        "协议在项目结束以前到期，请续签或核对日期",
    ]


def test_recommended_and_selected_are_two_lines(session, office, school, enterprise):
    project = saved(session, office, school, enterprise)
    line = {
        "title": "校企合作典型生产实践项目",
        "level": Level.NATIONAL,
        "standing": Standing.RECOMMENDED,
        "on": dt.date(2024, 5, 1),
        "document_number": None,
        "id": None,
    }
    selected = line | {"standing": Standing.SELECTED, "on": dt.date(2024, 11, 1)}
    course.stand(session, office, project, {"standings": [line, selected]})
    assert [one.standing for one in project.standings] == [
        Standing.RECOMMENDED,
        Standing.SELECTED,
    ]


def agreed(school, enterprise, **more):
    return {
        "name": "校企合作协议",
        "kind": "cooperation",
        "level": Level.SCHOOL,
        "state": AgreementState.SIGNED,
        "owner_unit_id": school.id,
        "party_ids": [enterprise.id],
        "project_id": None,
        "signed_on": dt.date(2024, 3, 1),
        "ends_on": None,
    } | more


def test_an_agreement_is_signed_by_its_unit_and_another_one(session, clerk, school, enterprise):
    one = Agreement()
    agreements.save(session, clerk, one, agreed(school, enterprise))
    assert {party.unit_id for party in one.parties} == {school.id, enterprise.id}
    with pytest.raises(RuleBroken, match="至少还要有一家"):
        agreements.save(session, clerk, Agreement(), agreed(school, school))


ENDED = {"state": AgreementState.TERMINATED}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"signed_on": None}, "signed_on"),
        ({"ends_on": dt.date(2023, 1, 1)}, "ends_on"),
        ({"project_id": 999}, "project_id"),
        (ENDED, "terminated_on"),
        (ENDED | {"terminated_on": dt.date(2024, 2, 1)}, "terminated_on"),
        (ENDED | {"terminated_on": dt.date(2999, 1, 1)}, "terminated_on"),
        ({"terminated_on": dt.date(2024, 4, 1)}, "state"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(session, clerk, school, enterprise, more, field):
    with pytest.raises(RuleBroken) as broken:
        agreements.save(session, clerk, Agreement(), agreed(school, enterprise, **more))
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("state", "ends_on", "words"),
    [
        (AgreementState.SIGNED, None, "履行中"),
        (AgreementState.SIGNED, dt.date(2024, 7, 1), "即将到期"),
        (AgreementState.SIGNED, dt.date(2024, 9, 1), "履行中"),
        (AgreementState.RENEWED, dt.date(2024, 5, 31), "已到期"),
        (AgreementState.EXPIRED, dt.date(2024, 12, 31), "已到期"),
        (AgreementState.DRAFTED, None, "起草"),
    ],
)
def test_an_agreement_says_whether_it_holds(state, ends_on, words):
    one = Agreement(state=state, term=ends_on)
    assert agreements.validity(one, dt.date(2024, 6, 1), 60) == words


def test_the_authors_of_an_output_stand_in_their_order(session, office, school, enterprise):
    project = saved(session, office, school, enterprise)
    course.report(session, office, project, rows(outputs=[OUTPUT]))
    output = loaded(session, project).outputs[0]
    first = {"rank": 1, "unit_id": None, "name": "省职教研究院", "people": ""}
    own = {"rank": 3, "unit_id": school.id, "name": "", "people": "张三、李四"}
    authors.sign(session, office, project, output, {"authors": [own, first]})
    session.commit()
    session.refresh(output, ["authors"])
    assert [(one.rank, one.unit_id, one.name) for one in output.authors] == [
        (1, None, "省职教研究院"),
        (3, school.id, ""),
    ]
    for wrong, told in (
        ([own, own | {"unit_id": enterprise.id}], "一个排名只填一行"),
        ([own, own | {"rank": 2}], "同一单位只填一行"),
        ([own | {"name": "研究院"}], "选择一个单位"),
        ([own | {"rank": 0}], "从 1 起"),
    ):
        with pytest.raises(RuleBroken, match=told):
            authors.sign(session, office, project, output, {"authors": wrong})
