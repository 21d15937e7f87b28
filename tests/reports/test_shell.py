import json

import docx
import pytest

from groupmgr.cli.report import report
from groupmgr.kernel.errors import RuleBroken
from groupmgr.reports.editing.passages import save
from tests.reports.test_writing import begun


def build(app, *words):
    runner = app.test_cli_runner(catch_exceptions=False)
    return runner.invoke(report, ["build", "--year", "2024", *map(str, words)])


@pytest.mark.slow
def test_the_format_follows_the_ending(app, make, tmp_path):
    code = make.group().code
    pdf, word, page, facts = (tmp_path / f"a.{end}" for end in ("pdf", "docx", "html", "json"))
    for file in (pdf, word, page, facts):
        assert build(app, "--group", code, "--output", file).exit_code == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert docx.Document(word).paragraphs
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert json.loads(facts.read_text("utf-8"))["year"] == 2024
    assert not list(tmp_path.glob("*.part"))


def test_what_people_wrote_is_in_it(app, session, make, tmp_path):
    group = make.group()
    manuscript = make.add(begun(group.id))
    office = make.actor(make.account(group=group), group)
    save(session, office, manuscript, "outlook/text", "来年再创佳绩。", 0)
    session.commit()
    page = tmp_path / "a.html"
    assert build(app, "--group", group.code, "--output", page).exit_code == 0
    assert "来年再创佳绩。" in page.read_text("utf-8")


def test_an_ending_that_nothing_is_made_for_is_refused(app, make, tmp_path):
    answer = build(app, "--group", make.group().code, "--output", tmp_path / "a.odt")
    assert answer.exit_code == 2
    assert "后缀" in answer.output
    assert not list(tmp_path.glob("a.odt"))


def read(app, *words):
    runner = app.test_cli_runner(catch_exceptions=False)
    return runner.invoke(report, ["check", *map(str, words)])


def test_a_text_is_proof_read(app, tmp_path):
    text = tmp_path / "a.txt"
    text.write_bytes("身体将康,谢谢大家。".encode("gb18030"))
    answer = read(app, text)
    assert answer.exit_code == 1
    assert "须改　第1行第1字　“身体将康”疑为“身体健康”，可改为“身体健康”" in answer.output
    assert "须改1处，建议1处" in answer.output
    text.write_text("身体健康，谢谢大家。", encoding="utf-8")
    assert read(app, text).output == "没有发现问题\n"


def test_a_built_report_is_proof_read_against_its_figures(app, make, tmp_path):
    code, word = make.group().code, tmp_path / "a.docx"
    build(app, "--group", code, "--output", word)
    answer = read(app, word, "--group", code, "--year", 2024)
    assert (answer.exit_code, answer.output) == (0, "没有发现问题\n")
    assert read(app, word, "--group", code).exit_code == 2
    (tmp_path / "a.bin").write_bytes(b"\xff\xff\xff")
    with pytest.raises(RuleBroken, match=r"只能校对 .docx 和 .txt"):
        read(app, tmp_path / "a.bin")


def test_an_unknown_group_and_a_day_before_the_year_are_refused(app, make, tmp_path):
    out = tmp_path / "a.json"
    with pytest.raises(RuleBroken, match="没有代码为 nowhere 的集团"):
        build(app, "--group", "nowhere", "--output", out)
    with pytest.raises(RuleBroken, match="数据截止日"):
        build(app, "--group", make.group().code, "--output", out, "--as-of", "2023-12-31")
    assert not out.exists()
