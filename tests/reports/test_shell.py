import json

import docx
import pytest

from groupmgr.cli.report import report
from groupmgr.kernel.errors import RuleBroken


def build(app, *words):
    runner = app.test_cli_runner(catch_exceptions=False)
    return runner.invoke(report, ["build", "--year", "2024", *map(str, words)])


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


def test_an_ending_that_nothing_is_made_for_is_refused(app, make, tmp_path):
    answer = build(app, "--group", make.group().code, "--output", tmp_path / "a.odt")
    assert answer.exit_code == 2
    assert "后缀" in answer.output
    assert not list(tmp_path.glob("a.odt"))


def test_an_unknown_group_and_a_day_before_the_year_are_refused(app, make, tmp_path):
    out = tmp_path / "a.json"
    with pytest.raises(RuleBroken, match="没有代码为 nowhere 的集团"):
        build(app, "--group", "nowhere", "--output", out)
    with pytest.raises(RuleBroken, match="数据截止日"):
        build(app, "--group", make.group().code, "--output", out, "--as-of", "2023-12-31")
    assert not out.exists()
