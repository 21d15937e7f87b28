import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from groupmgr.cli.imports import imports
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Unit
from tests.members.makers import CODES, HEAD, row
from tests.tables.samples import csv, xlsx


@pytest.fixture
def command(app, make):
    """Run `groupmgr import members` on a file for a group; return what it says."""
    code = make.group().code

    def run(file, *more, group=code):
        asked = ["members", str(file), "--group", group, *more]
        answer = app.test_cli_runner().invoke(imports, asked)
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer

    return run


def units(session):
    return session.scalar(sa.select(sa.func.count()).select_from(Unit))


def test_every_row_gets_an_answer_with_its_number(command, session, tmp_path):
    file = tmp_path / "名册.xlsx"
    file.write_bytes(xlsx(["成员名册"], HEAD, row(), row("某学院", CODES[0], 加入日期="不详")))
    said = command(file).output
    assert "第 3 行  新增  云岭机电职业学院" in said
    assert "第 4 行  须改  某学院" in said
    assert "新增 1 行，变更 0 行，有冲突 0 行，须改 1 行，无变化 0 行（导入 1 行）" in said
    assert units(session) == 1
    assert "无变化 1 行" in command(file).output


def test_a_dry_run_says_the_same_and_keeps_nothing(command, session, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(csv(HEAD, row(), encoding="gb18030"))
    said = command(file, "--dry-run").output
    assert "新增 1 行" in said
    assert "没有保存" in said
    assert units(session) == 0


def test_refused_rows_are_written_to_be_mended(command, tmp_path):
    file, refused = tmp_path / "a.csv", tmp_path / "待修改.xlsx"
    file.write_bytes(csv(HEAD, row(), row("某学院", CODES[0], 加入日期="不详")))
    command(file, "--refused", str(refused))
    heads, only = CalamineWorkbook.from_path(str(refused)).get_sheet_by_index(0).to_python()
    said = dict(zip(heads, only, strict=True))
    assert said["单位全称 *"] == "某学院"
    assert "不是日期" in said["问题"]


def test_what_is_registered_otherwise_stays_unless_it_is_to_be_overwritten(
    command, session, tmp_path
):
    file = tmp_path / "a.csv"
    file.write_bytes(csv(HEAD, row()))
    command(file)
    file.write_bytes(csv(HEAD, row(所在地区="南湖市")))
    assert "所在地区：春城市 → 南湖市" in command(file).output
    assert session.scalars(sa.select(Unit)).one().region == "春城市"
    command(file, "--overwrite")
    session.expire_all()
    assert session.scalars(sa.select(Unit)).one().region == "南湖市"


def test_what_cannot_be_imported_fails_with_one_sentence(command, session, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(csv(HEAD, row(加入日期="不详")))
    with pytest.raises(RuleBroken, match="没有一行可以导入"):
        command(file)
    with pytest.raises(RuleBroken, match="没有代码为 nowhere 的集团"):
        command(file, group="nowhere")
    assert command(tmp_path / "missing.xlsx").exit_code == 2
    assert units(session) == 0
