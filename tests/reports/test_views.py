from pathlib import Path

from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.jobs.worker import Worker
from groupmgr.policy import Role


def test_the_secretariat_has_a_report_built_and_downloads_it(app, sign_in):
    client = sign_in()
    answer = client.post(f"{client.home}/reports/new", data={"year": "2024"})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "排队中" in page
    assert "下载 PDF" not in page
    assert client.get(f"{answer.location}/report.pdf").status_code == 404
    Worker(db.engine, HANDLERS, Path(app.config["HOME"])).run_one()
    assert "下载 PDF" in client.get(answer.location).text
    with client.get(f"{answer.location}/report.pdf") as file:
        assert file.data.startswith(b"%PDF")
        assert "attachment" in file.headers["Content-Disposition"]
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
