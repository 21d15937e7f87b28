"""Is a PDF what was made here, byte for byte?"""

import datetime as dt
import io

import pikepdf
import pytest

from groupmgr.cli.report import report
from groupmgr.files.service import keep_made
from groupmgr.files.store import Store
from groupmgr.kernel.errors import RuleBroken
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.seal import freeze, seal
from groupmgr.reports.verifying import verify
from tests.reports.samples import year_facts


@pytest.fixture
def edition(app, session, make, pdf):
    """The second draft of a group's year, with its file."""
    stored = keep_made(session, Store.under(app.config["HOME"]), pdf, "application/pdf")
    facts = freeze(year_facts())
    return make.add(
        Edition(
            group_id=make.group(name="云岭装备制造职业教育集团").id,
            year=2024,
            number=2,
            as_of=dt.date(2024, 12, 31),
            state=EditionState.DRAFT,
            facts=facts,
            seal=seal(facts),
            file_id=stored.id,
        )
    )


def changed(pdf):
    """Return the same report with a page less."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        del file.pages[-1]
        file.save(out)
    return out.getvalue()


@pytest.mark.usefixtures("edition")
def test_a_file_made_here_is_recognised(session, pdf):
    verdict = verify(session, pdf)
    assert verdict.same
    assert "一致：这是云岭装备制造职业教育集团2024年度工作报告第2稿（草稿）" in verdict.words


@pytest.mark.usefixtures("edition")
def test_a_changed_file_is_told_from_the_one_it_claims_to_be(session, pdf):
    verdict = verify(session, changed(pdf))
    assert not verdict.same
    assert "标明出自云岭装备制造职业教育集团2024年度工作报告第2稿" in verdict.words


@pytest.mark.usefixtures("edition")
def test_a_strange_file_was_never_made_here(session):
    out = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(out)
    assert "没有生成过" in verify(session, out.getvalue()).words
    with pytest.raises(RuleBroken, match="不是可以打开的 PDF"):
        verify(session, b"no PDF at all")


def posted(client, content):
    """Send a file as browsers do; the client of the tests leaves large ones open."""
    mark = "x" * 40
    head = 'Content-Disposition: form-data; name="file"; filename="report.pdf"'
    body = f"--{mark}\r\n{head}\r\n\r\n".encode() + content + f"\r\n--{mark}--\r\n".encode()
    return client.post("/verify", data=body, content_type=f"multipart/form-data; boundary={mark}")


@pytest.mark.usefixtures("edition")
def test_anybody_verifies_a_file_without_an_account(app, pdf):
    client = app.test_client()
    assert "核验文件" in client.get("/verify").text
    assert "请选择 PDF 文件" in client.post("/verify", data={}).text
    for content, said in ((pdf, "一致：这是"), (changed(pdf), "不一致"), (b"x", "不是可以打开")):
        assert said in posted(client, content).text


def test_the_shell_ends_with_the_status_1_where_a_file_is_not_the_same(app, edition, pdf, tmp_path):
    for name, content, status in (("a.pdf", pdf, 0), ("b.pdf", changed(pdf), 1)):
        (tmp_path / name).write_bytes(content)
        answer = app.test_cli_runner().invoke(report, ["verify", str(tmp_path / name)])
        assert (answer.exit_code, edition.title in answer.output) == (status, True)
