"""An edition is consulted on, made final under its number, and issued; it never changes again."""

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest

from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.files.service import keep_made
from groupmgr.files.store import Store
from groupmgr.jobs.models import Job, JobState
from groupmgr.jobs.service import queue
from groupmgr.jobs.worker import Worker
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.members.models import Membership, Unit
from groupmgr.policy import Role
from groupmgr.reports import errata, service
from groupmgr.reports.issuing import finish, move, next_number, print_again
from groupmgr.reports.models import Edition, EditionState, EditionStep
from groupmgr.reports.proofing.findings import dump
from groupmgr.reports.seal import freeze, seal, thaw
from tests.reports.samples import year_facts
from tests.reports.test_editing import edited

IMPRINT = {"number": "云职集〔2024〕12号", "signer": "周维安", "dated": dt.date(2024, 12, 31)}


@pytest.fixture
def group(make):
    group = make.group()
    make.unit(group)
    return group


@pytest.fixture
def office(make, group):
    return make.actor(make.account(Role.SECRETARIAT, group=group), group)


@pytest.fixture
def build(app, session, make, group):
    """Make a draft with the facts of a year and a file that is no report."""

    def built():
        stored = keep_made(session, Store.under(app.config["HOME"]), b"%PDF", "application/pdf")
        facts = freeze(year_facts())
        return make.add(
            Edition(
                group_id=group.id,
                year=2024,
                number=make.next(),
                as_of=dt.date(2024, 12, 31),
                state=EditionState.DRAFT,
                facts=facts,
                seal=seal(facts),
                file_id=stored.id,
            )
        )

    return built


def work(app):
    Worker(db.engine, HANDLERS, Path(app.config["HOME"])).run_one()


def text(app, edition):
    path = Store.under(Path(app.config["HOME"])).path(edition.file.sha256)
    with pypdfium2.PdfDocument(path) as file:
        return "".join("".join(p.get_textpage().get_text_range().split()) for p in file)


def again(session, edition):
    session.commit()
    session.expire_all()
    query = db.select(Edition).options(db.joinedload(Edition.file))
    return session.scalars(query.where(Edition.id == edition.id)).one()


@pytest.mark.slow
def test_a_final_edition_bears_its_number_and_date_and_keeps_its_facts(
    app, session, office, group, make
):
    edition = service.ask(session, office, 2024)
    session.commit()
    work(app)
    edition = again(session, edition)
    sealed = edition.seal
    finish(session, office, edition, **IMPRINT)
    make.unit(group)  # joined in 2020: the records are others now
    session.commit()
    work(app)
    edition = again(session, edition)
    assert (edition.state, edition.seal) == (EditionState.FINAL, sealed)
    printed = text(app, edition)
    assert "云职集〔2024〕12号" in printed
    assert "2024年12月31日" in printed
    move(session, office, edition, EditionStep.ISSUE)
    assert edition.state is EditionState.ISSUED
    found = errata.since_printed(session, group.id, thaw(edition.facts))
    changed = {one.code: one for one in found}
    assert (changed["G01"].was, changed["G01"].now) == ("1", "2")


def test_members_read_what_they_are_asked_about_and_no_drafts(session, office, group, make, build):
    edition = build()
    unit = session.scalars(db.select(Membership.unit_id)).first()
    clerk = make.actor(make.account(Role.UNIT_CLERK, unit=session.get_one(Unit, unit)), group)
    assert session.scalars(service.listing(clerk)).all() == []
    move(session, office, edition, EditionStep.CONSULT)
    assert session.scalars(service.listing(clerk)).all() == [edition]
    move(session, office, edition, EditionStep.RECALL)
    assert session.scalars(service.listing(clerk)).all() == []


def test_what_is_final_is_neither_taken_back_nor_made_final_again(session, office, build):
    edition = build()
    finish(session, office, edition, **IMPRINT)
    with pytest.raises(RuleBroken, match="还在排版"):
        move(session, office, edition, EditionStep.ISSUE)
    with pytest.raises(RuleBroken, match="不能执行“收回修改”"):
        move(session, office, edition, EditionStep.RECALL)
    with pytest.raises(RuleBroken, match="不能执行“定稿”"):
        finish(session, office, edition, **IMPRINT)


@pytest.mark.parametrize(
    "number",
    ["云职集[2024]12号", "云职集〔24〕12号", "云职集〔2024〕第12号", "云职集〔2024〕012号"],
)
def test_a_number_in_another_form_is_refused(session, office, build, number):
    with pytest.raises(RuleBroken, match="六角括号") as refused:
        finish(session, office, build(), **IMPRINT | {"number": number})
    assert refused.value.field == "number"


def test_a_number_is_given_once_and_the_next_one_is_proposed(session, office, build):
    first, second = build(), build()
    assert next_number(session, second) is None
    finish(session, office, first, **IMPRINT)
    with pytest.raises(RuleBroken, match="已经用过"):
        finish(session, office, second, **IMPRINT)
    assert next_number(session, second).startswith("云职集〔")


def test_a_date_before_the_cut_off_or_to_come_is_refused(session, office, build):
    edition = build()
    for day in (dt.date(2024, 12, 30), dt.date(2999, 1, 1)):
        with pytest.raises(RuleBroken, match="成文日期"):
            finish(session, office, edition, **IMPRINT | {"dated": day})


def test_the_clerk_of_the_office_makes_nothing_final(session, group, make, build):
    clerk = make.actor(make.account(Role.STAFF, group=group), group)
    with pytest.raises(NotAllowed):
        finish(session, clerk, build(), **IMPRINT)


def test_the_page_leads_through_the_steps_and_lists_what_changed(sign_in, session, group, build):
    office = sign_in(Role.SECRETARIAT, group=group)
    page = f"{office.home}/reports/{build().id}"
    assert "生成后的变化" in office.get(page).text
    assert office.post(f"{page}/consult").status_code == 303
    assert "收回修改" in office.get(page).text
    asked = office.get(f"{page}/finish")
    assert "发文字号" in asked.text
    wrong = office.post(f"{page}/finish", data={"number": "12号", "signer": "", "dated": ""})
    assert "请填写" in wrong.text
    assert 'value="12号"' in wrong.text
    facts = {"number": IMPRINT["number"], "signer": "周维安", "dated": "2024-12-31"}
    assert office.post(f"{page}/finish", data=facts).status_code == 303
    text = office.get(page).text
    assert "云职集〔2024〕12号" in text
    assert "勘误" in text
    later = build()
    assert "与2024年度工作报告第" in office.get(f"{office.home}/reports/{later.id}").text
    assert "云职集〔2024〕12号" in office.get(f"{office.home}/reports/?q=12号").text


def test_the_whole_text_is_proof_read_again_before_it_is_final(session, office, build):
    edition = build()
    edition.findings = dump(())
    edition.edits = freeze(edited("身体将康,谢谢大家。"))
    with pytest.raises(RuleBroken, match="校对还有须改的问题"):
        finish(session, office, edition, **IMPRINT)
    edition.edits = freeze(edited("身体健康,谢谢大家。"))
    finish(session, office, edition, **IMPRINT)
    assert edition.state is EditionState.FINAL


def test_an_edition_whose_print_was_stopped_is_printed_from_what_it_states(
    session, group, office, build, sign_in
):
    edition = build()
    with pytest.raises(RuleBroken, match="已有 PDF"):
        print_again(session, office, edition)
    edition.state, edition.file_id = EditionState.ISSUED, None
    edition.job_id = queue(session, office, service.JOB, "report-1", {}).id
    session.get_one(Job, edition.job_id).state = JobState.CANCELLED
    client = sign_in(Role.STAFF, group=group)
    address = f"{client.home}/reports/{edition.id}"
    assert "重新排版" in client.get(address).text
    client.post(f"{address}/print")
    job = session.get_one(Job, edition.job_id)
    assert (job.kind, job.state) == (service.JOB, JobState.QUEUED)
    leader = sign_in(Role.LEADER, group=group)
    assert leader.post(f"{leader.home}/reports/{edition.id}/print").status_code == 403
