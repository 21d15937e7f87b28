import io
import re

import pytest

from groupmgr.kernel.credit import Decision
from groupmgr.kernel.levels import Level
from groupmgr.policy import Role
from groupmgr.projects.agreements import Agreement, AgreementCredit
from groupmgr.projects.labels import ProjectKind, ProjectRole, ProjectState
from groupmgr.projects.models import Output, Project, ProjectCredit, ProjectParty

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"  # noqa: E501


@pytest.fixture
def office(sign_in, group):
    return sign_in(Role.SECRETARIAT, group=group)


@pytest.fixture
def clerk(sign_in, group, school):
    return sign_in(Role.UNIT_CLERK, group=group, unit=school)


def typed(school, *partners, **more):
    rows = {}
    for n, unit in enumerate(partners):
        rows |= {f"parties-{n}-unit_id": str(unit.id), f"parties-{n}-role": "partner"}
    return {
        "name": "数控订单班",
        "kind": "order-class",
        "level": "school",
        "state": "established",
        "starts_on": "2024-09-01",
        "owner_unit_id": str(school.id),
        **rows,
        **more,
    }


def signed(school, enterprise, **more):
    return {
        "name": "数控订单班合作协议",
        "kind": "order",
        "level": "school",
        "owner_unit_id": str(school.id),
        "party_ids": [str(enterprise.id)],
        "state": "signed",
        "signed_on": "2024-08-01",
        **more,
    }


def test_a_project_goes_from_the_form_over_its_agreement_to_the_closing(
    clerk, office, school, enterprise, session
):
    made = clerk.post(f"{clerk.home}/projects/new", data=typed(school, enterprise))
    page = made.location
    assert enterprise.name in clerk.get(page).text
    refused = clerk.post(f"{page}/start")
    assert refused.status_code == 409
    assert "没有已签且未到期的协议" in refused.text
    key = page.rpartition("/")[2]
    assert "数控订单班" in clerk.get(f"{clerk.home}/agreements/new?project={key}").text
    agreement = signed(school, enterprise, project_id=key)
    clerk.post(f"{clerk.home}/agreements/new", data=agreement)
    assert clerk.post(f"{page}/start").status_code == 303
    reported = {
        "milestones-0-name": "开班",
        "milestones-0-due_on": "2024-09-01",
        "milestones-0-done_on": "2024-09-02",
        "outputs-0-title": "数控加工活页教材",
        "outputs-0-kind": "loose-leaf-textbook",
        "outputs-0-on": "2024-12-01",
        "receipts-0-voucher_number": "0012",
        "receipts-0-voucher_on": "2024-12-01",
        "receipts-0-amount": "5",
    }
    clerk.post(f"{page}/course", data=reported)
    clerk.post(f"{page}/accept")
    clerk.post(f"{page}/close")
    shown = clerk.get(page).text
    assert "结项" in shown
    assert "5.00" in shown
    assert "数控加工活页教材" in shown
    named = {"authors-0-rank": "2", "authors-0-unit_id": str(school.id), "authors-0-people": "张三"}
    assert clerk.post(f"{page}/outputs/1/authors/", data=named).status_code == 303
    assert f"第2 <b>{school.name}</b>（张三）" in clerk.get(page).text
    office.post(f"{page}/decide", data={"decision": "approved"})
    assert session.query(ProjectCredit).one().decision is Decision.APPROVED


def test_a_row_that_is_saved_again_stays_the_same_record(office, school, enterprise, session):
    page = office.post(f"{office.home}/projects/new", data=typed(school, enterprise)).location
    row = {
        "outputs-0-title": "教材",
        "outputs-0-kind": "textbook",
        "outputs-0-on": "2024-12-01",
    }
    office.post(f"{page}/course", data=row)
    key = session.query(Output).one().id
    form = office.get(f"{page}/course").text
    assert re.search(rf'name="outputs-0-id"[^>]*value="{key}"', form)
    office.post(
        f"{page}/course", data=row | {"outputs-0-id": str(key), "outputs-0-title": "新教材"}
    )
    assert [(one.id, one.title) for one in session.query(Output)] == [(key, "新教材")]


def test_what_was_typed_stays_when_it_is_refused(office, school):
    data = typed(school, school, summary="面向数控产线")
    answer = office.post(f"{office.home}/projects/new", data=data)
    assert "现在缺企业" in answer.text
    assert "面向数控产线" in answer.text
    data = signed(school, school, number="合〔2024〕3号")
    answer = office.post(f"{office.home}/agreements/new", data=data)
    assert "至少还要有一家" in answer.text
    assert "合〔2024〕3号" in answer.text


def test_the_state_of_a_project_is_not_edited_but_stepped(office, school, enterprise, session):
    page = office.post(f"{office.home}/projects/new", data=typed(school, enterprise)).location
    assert 'name="state"' not in office.get(f"{page}/edit").text
    office.post(f"{page}/edit", data=typed(school, enterprise, state="closed", revision="1"))
    assert session.query(Project).one().state is ProjectState.ESTABLISHED


def test_recommended_and_selected_are_shown(office, school, enterprise):
    page = office.post(f"{office.home}/projects/new", data=typed(school, enterprise)).location
    line = {
        "standings-0-title": "校企合作典型生产实践项目",
        "standings-0-level": "national",
        "standings-0-standing": "recommended",
        "standings-0-on": "2024-05-01",
    }
    office.post(f"{page}/standings", data=line)
    assert "推荐" in office.get(page).text
    assert office.get(f"{page}/standings").status_code == 200


def test_the_scan_of_an_agreement_is_checked_kept_and_handed_out(
    clerk, sign_in, make, group, school, enterprise
):
    page = clerk.post(f"{clerk.home}/agreements/new", data=signed(school, enterprise)).location
    none = clerk.post(f"{page}/scan", data={})
    assert "请填写扫描件" in none.text
    wrong = clerk.post(f"{page}/scan", data={"scan": (io.BytesIO(b"text"), "协议.pdf")})
    assert "内容不是" in wrong.text
    assert clerk.get(f"{page}/scan").status_code == 404
    clerk.post(f"{page}/scan", data={"scan": (io.BytesIO(PDF), "协议.pdf")})
    with clerk.get(f"{page}/scan") as answer:
        assert answer.data == PDF
    stranger = sign_in(Role.UNIT_CLERK, group=group, unit=make.unit(group))
    assert stranger.get(f"{page}/scan").status_code == 404


def test_agreements_are_listed_by_what_they_are_worth_today(office, make, group, school):
    partner = make.enterprise(group)
    office.post(f"{office.home}/agreements/new", data=signed(school, partner, name="长期协议"))
    ended = signed(school, partner, name="旧协议", ends_on="2024-09-01")
    office.post(f"{office.home}/agreements/new", data=ended)
    text = office.get(f"{office.home}/agreements/?view=force").text
    assert "长期协议" in text
    assert "旧协议" not in text
    assert "已到期" in office.get(f"{office.home}/agreements/?q=旧协议").text


def project(make, group, school, *partners):
    return make.add(
        Project(
            name="专业共建",
            kind=ProjectKind.PROGRAMME,
            level=Level.SCHOOL,
            state=ProjectState.RUNNING,
            owner_unit_id=school.id,
            starts_on=make.agreement(school).signed_on,
            parties=[
                ProjectParty(unit_id=u.id, role=ProjectRole.LEAD) for u in (school, *partners)
            ],
            credits=[ProjectCredit(group_id=group.id, decision=Decision.WAITING)],
        )
    )


def agreement(make, group, school, *partners):
    one = make.agreement(school, *partners)
    make.add(AgreementCredit(agreement_id=one.id, group_id=group.id))
    return one


@pytest.mark.parametrize(("page", "made"), [("projects", project), ("agreements", agreement)])
def test_a_list_asks_as_often_for_twenty_rows_as_for_one(
    office, make, group, school, statements, page, made
):
    made(make, group, school)
    office.get(f"{office.home}/{page}/")
    with statements() as one:
        office.get(f"{office.home}/{page}/")
    for _ in range(19):
        made(make, group, school, make.enterprise(group))
    with statements() as twenty:
        office.get(f"{office.home}/{page}/")
    assert len(one) == len(twenty)


def test_a_partner_reads_and_a_stranger_does_not(sign_in, make, group, school, enterprise):
    waiting = project(make, group, school, enterprise)
    partner = sign_in(Role.UNIT_CLERK, group=group, unit=enterprise)
    stranger = sign_in(Role.UNIT_CLERK, group=group, unit=make.unit(group))
    leader = sign_in(Role.LEADER, group=group)
    page = f"/g/{group.code}/projects/{waiting.id}"
    assert [c.get(page).status_code for c in (partner, leader, stranger)] == [200, 200, 404]
    assert partner.get(f"{page}/edit").status_code == 404
    assert partner.post(f"{page}/decide", data={"decision": "approved"}).status_code == 403
    assert leader.post(f"{page}/start").status_code == 403


def test_an_agreement_is_decided_and_offered(office, clerk, make, school, enterprise, session):
    page = clerk.post(f"{clerk.home}/agreements/new", data=signed(school, enterprise)).location
    other = make.group()
    make.membership(other, school)
    refused = office.post(f"{page}/decide", data={"decision": "returned"})
    assert "请写明理由" in refused.text
    office.post(f"{page}/decide", data={"decision": "returned", "reason": "请补扫描件"})
    assert "请补扫描件" in clerk.get(page).text
    clerk.post(f"{page}/edit", data=signed(school, enterprise, number="3号", revision="1"))
    clerk.post(f"{page}/offer/{other.id}")
    credits = session.query(Agreement).one().id
    found = session.query(AgreementCredit).filter_by(agreement_id=credits).all()
    assert [one.decision for one in found] == [Decision.WAITING, Decision.WAITING]
