import datetime as dt
import io
from pathlib import Path

import docx

from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.jobs.worker import Worker
from groupmgr.policy import Role
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.proofing.checking import check
from groupmgr.reports.proofing.findings import dump
from groupmgr.reports.proofing.reading import of_text


def test_the_secretariat_has_a_report_built_and_downloads_it(app, sign_in):
    client = sign_in()
    answer = client.post(f"{client.home}/reports/new", data={"year": "2024"})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "排队中" in page
    assert "下载 PDF" not in page
    assert client.get(f"{answer.location}/report.pdf").status_code == 404
    assert client.get(f"{answer.location}/report.docx").status_code == 404
    Worker(db.engine, HANDLERS, Path(app.config["HOME"])).run_one()
    page = client.get(answer.location).text
    assert "下载 PDF" in page
    assert "下载 Word" in page
    assert "没有发现问题" in page
    with client.get(f"{answer.location}/report.pdf") as file:
        assert file.data.startswith(b"%PDF")
        assert "attachment" in file.headers["Content-Disposition"]
    with client.get(f"{answer.location}/report.docx") as file:
        assert docx.Document(io.BytesIO(file.data)).paragraphs
        assert file.headers["Content-Disposition"].endswith(".docx")
    listed = client.get(f"{client.home}/reports/").text
    assert "2024年度工作报告第1稿" in listed


def test_a_wrong_year_is_said_at_its_field(sign_in):
    client = sign_in()
    answer = client.post(f"{client.home}/reports/new", data={"year": "2999"})
    assert "报告年度应在" in answer.text
    assert 'value="2999"' in answer.text


def test_readers_see_reports_and_build_none(sign_in):
    reader = sign_in(Role.LEADER)
    page = reader.get(f"{reader.home}/reports/").text
    assert "生成报告" not in page
    assert reader.get(f"{reader.home}/reports/new").status_code == 403


def test_another_groups_report_does_not_exist(app, sign_in):
    mine, other = sign_in(), sign_in()
    answer = mine.post(f"{mine.home}/reports/new", data={"year": "2024"})
    number = answer.location.rstrip("/").rsplit("/", 1)[-1]
    assert other.get(f"{other.home}/reports/{number}").status_code == 404


def test_findings_stand_on_the_page_of_the_edition_the_gravest_first(
    session, make, sign_in, statements
):
    group = make.group()
    secretary = sign_in(group=group)
    told = check(of_text("会议召开,成果丰硕。\n" + "共培训学员300人。\n" * 60))
    number = make.add(
        Edition(
            group_id=group.id,
            year=2024,
            number=1,
            as_of=dt.date(2024, 12, 31),
            state=EditionState.DRAFT,
            findings=dump(told),
        )
    ).id
    address = f"{secretary.home}/reports/{number}"
    with statements() as many:
        page = secretary.get(address).text
    assert "须改 60 处，建议 1 处" in page
    assert page.count("没有数据来源") == 50
    session.get_one(Edition, number).findings = dump(told[:1])
    session.commit()
    with statements() as one:
        secretary.get(address)
    assert len(many) == len(one)
    leader = sign_in(Role.LEADER, group=group)
    assert "没有数据来源" not in leader.get(address).text
