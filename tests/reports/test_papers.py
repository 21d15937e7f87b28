"""Papers on units: the same figures as everywhere, made once, and checked by anybody."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
import sqlalchemy as sa

from groupmgr.catalogue import CATALOGUE
from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.files.store import Store
from groupmgr.jobs.worker import Worker
from groupmgr.kernel.errors import NotAllowed
from groupmgr.kernel.period import Period, Scope
from groupmgr.members.labels import UnitKind
from groupmgr.policy import Role
from groupmgr.reports.papers import finding, service
from groupmgr.reports.papers.collect import Years
from groupmgr.reports.papers.models import PaperKind, UnitPaper
from groupmgr.reports.verifying import verify
from tests.reading import words
from tests.reports.makers import YearMaker

END = dt.date(2024, 12, 31)
SUMMARY, CERTIFICATE = PaperKind.SUMMARY, PaperKind.CERTIFICATE


@pytest.fixture
def year(session):
    return YearMaker(session)


@pytest.fixture
def group(year):
    """A group with two schools and two enterprises, of which one did nothing."""
    group = year.group(name="云岭装备制造职业教育集团")
    group.schools = [year.unit(group, name="云岭机电学院"), year.unit(group, name="青川工业学校")]
    group.firm = year.unit(group, name="云岭轴承有限公司", kind=UnitKind.ENTERPRISE)
    group.idle = year.unit(group, name="青川铸造有限公司", kind=UnitKind.ENTERPRISE)
    year.activity(group, group.schools[0], group.firm, people=320)
    year.activity(group, group.schools[1], group.schools[0], people=80)
    year.activity(group, group.schools[0], people=1000, approved=False)
    year.meeting(group, *group.schools, group.firm)
    year.base(group, group.schools[0], group.firm)
    year.project(group, group.schools[0], group.firm)
    return group


@pytest.fixture
def work(app, session):
    """Do what was asked for."""

    def run():
        session.commit()
        Worker(db.engine, HANDLERS, Path(app.config["HOME"])).run_one()
        session.expire_all()

    return run


def ask(session, actor, kind, *units):
    return service.ask(session, actor, kind, 2024, [unit.id for unit in units], "https://x.cn/")


def papers(session):
    return list(session.scalars(sa.select(UnitPaper).order_by(UnitPaper.id)))


def pdf(app, session, paper):
    session.refresh(paper, ["file"])
    return Store.under(app.config["HOME"]).path(paper.file.sha256).read_bytes()


def printed(content):
    with pypdfium2.PdfDocument(content) as file:
        assert len(file) <= 3
        return "".join("".join(p.get_textpage().get_text_range().split()) for p in file)


def test_every_figure_is_the_units_own_by_the_same_definition(session, group):
    years = Years.of(session, group, 2024, END)
    scope = Scope(group.id, Period.year(2024))
    for unit in (*group.schools, group.firm, group.idle):
        stated = {one.code: one.value for one in years.unit(unit.id).figures}
        for indicator in CATALOGUE:
            if indicator.code in stated:
                alone = indicator.by_unit(session, scope)[unit.id].value
                assert stated[indicator.code] == f"{alone:.{indicator.decimals}f}"
    first = {one.code: one for one in years.unit(group.schools[0].id).figures}
    assert first["S01"].value == "400"
    assert len(first["S01"].records) == 2


def test_only_approved_records_are_told_with_the_role_of_the_unit(session, group):
    told = Years.of(session, group, 2024, END).unit(group.schools[0].id)
    assert [deed.role for deed in told.deeds] == ["主办", "参与"]
    assert {(one.register, one.role) for one in told.holdings} == {
        ("实训基地", "依托"),
        ("合作项目", "牵头"),
    }
    assert [seat.came for seat in told.seats] == [True]


def test_a_summary_is_printed_and_written_with_what_finds_it(app, session, make, group, work):
    actor = make.actor(make.account(Role.STAFF, group=group), group)
    ask(session, actor, SUMMARY, group.schools[0])
    work()
    (paper,) = papers(session)
    content = pdf(app, session, paper)
    text = printed(content)
    for said in (
        "云岭机电学院",
        "2024年度小结",
        "400人次",
        paper.code,
        f"x.cn/verify/{paper.code}",
    ):
        assert said in text
    session.refresh(paper, ["word"])
    word = Store.under(app.config["HOME"]).path(paper.word.sha256).read_bytes()
    file = docx.Document(io.BytesIO(word))
    assert "参与经集团审核通过的活动2项" in "".join(p.text for p in file.paragraphs)
    figures = {row.cells[0].text: row.cells[2].text for row in file.tables[0].rows}
    assert figures["S01"] == "400"
    titles = [p for p in file.paragraphs if p.text.startswith("附表")]
    assert [p.paragraph_format.page_break_before for p in titles[:2]] == [True, None]
    assert file.paragraphs[-1].text.startswith(f"核验码　{paper.code}")


def test_a_certificate_is_for_enterprises_of_which_records_speak(session, make, group, work):
    actor = make.actor(make.account(Role.STAFF, group=group), group)
    with pytest.raises(NotAllowed):
        ask(session, actor, CERTIFICATE, group.schools[0])
    idle = ask(session, actor, CERTIFICATE, group.idle)
    work()
    assert "没有审核通过的记录" in idle.problem
    ask(session, actor, CERTIFICATE, group.idle, group.firm)
    work()
    assert [paper.unit_id for paper in papers(session)] == [group.firm.id]


def test_a_year_that_did_not_change_keeps_its_paper(session, make, year, group, work):
    actor = make.actor(make.account(Role.STAFF, group=group), group)
    for _ in range(2):
        ask(session, actor, CERTIFICATE, group.firm)
        work()
    assert len(papers(session)) == 1
    year.activity(group, group.firm, group.schools[1], people=5)
    ask(session, actor, CERTIFICATE, group.firm)
    work()
    older, newer = papers(session)
    assert older.code != newer.code
    assert "之后另有新的一份" in finding.by_code(session, older.code).state
    assert "之后另有" not in finding.by_code(session, newer.code).state


def test_anybody_holds_a_paper_against_the_archive(app, session, make, group, work):
    ask(session, make.actor(make.account(Role.STAFF, group=group), group), CERTIFICATE, group.firm)
    work()
    (paper,) = papers(session)
    content = pdf(app, session, paper)
    verdict = verify(session, content)
    assert verdict.same
    assert f"云岭轴承有限公司2024年参与职业教育情况证明（核验码{paper.code}" in verdict.words
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as file:
        file.add_blank_page()
        file.save(out)
    assert "不一致：文件标明出自" in verify(session, out.getvalue()).words
    stranger = app.test_client()
    typed = paper.code.replace("-", " ").lower()
    answer = stranger.post("/verify/code", data={"code": typed}, follow_redirects=True)
    read = words(answer.text)
    assert "云岭轴承有限公司" in read
    assert "320人次" in read
    assert stranger.get("/verify/AAAA-BBBB-CCCC").status_code == 404


def test_units_make_and_read_their_own_summaries_alone(session, make, group, sign_in, work):
    own, other = group.schools
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=own)
    home = f"{clerk.home}/papers"
    assert clerk.get(f"{home}/").location.endswith(f"/{own.id}")
    assert "还没有生成" in words(clerk.get(f"{home}/2024/{own.id}").text)
    assert clerk.post(f"{home}/2024/{own.id}/summary").status_code == 303
    work()
    assert papers(session)[0].code in words(clerk.get(f"{home}/2024/{own.id}").text)
    office = make.actor(make.account(Role.STAFF, group=group), group)
    ask(session, office, SUMMARY, other)
    work()
    mine, theirs = papers(session)
    with clerk.get(f"{home}/file/{mine.id}.pdf") as file:
        assert file.data.startswith(b"%PDF")
    assert clerk.get(f"{home}/file/{theirs.id}.pdf").status_code == 404
    assert clerk.get(f"{home}/2024/{other.id}").status_code == 404
    assert clerk.post(f"{home}/2024/{other.id}/summary").status_code == 404
    assert clerk.post(f"{home}/2024/{group.firm.id}/certificate").status_code == 404
    assert clerk.post(f"{home}/2024/summary").status_code == 403
    with zipfile.ZipFile(io.BytesIO(clerk.get(f"{home}/2024/summary.zip").data)) as archive:
        assert archive.namelist() == [
            f"云岭机电学院2024年年度小结.{end}" for end in ("pdf", "docx")
        ]


def test_the_office_makes_all_at_once_and_takes_them_as_an_archive(group, sign_in, work):
    client = sign_in(Role.STAFF, group=group)
    home = f"{client.home}/papers/2024"
    assert client.get(f"{home}/summary.zip").status_code == 404
    client.post(f"{home}/summary")
    page = client.get(f"{home}/").text
    assert "排队中" in page
    assert "下载全部小结" not in page
    work()
    page = client.get(f"{home}/").text
    assert "下载全部小结" in page
    assert "下载全部证明" not in page
    with zipfile.ZipFile(io.BytesIO(client.get(f"{home}/summary.zip").data)) as archive:
        assert len(archive.namelist()) == 8
    assert "没有" in words(client.get(f"{home}/?view=summary").text)


def test_the_list_asks_the_database_no_more_often_for_more_units(group, sign_in, year, statements):
    client = sign_in(Role.STAFF, group=group)
    with statements() as few:
        client.get(f"{client.home}/papers/2024/")
    for _ in range(9):
        year.unit(group)
    with statements() as many:
        page = client.get(f"{client.home}/papers/2024/").text
    assert len(many) == len(few)
    assert "共 13 家" in page
