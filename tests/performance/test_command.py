import csv
import io
import json

import pytest

from groupmgr.catalogue import CATALOGUE
from groupmgr.cli.indicators import indicators
from groupmgr.kernel.errors import RuleBroken
from tests.members.makers import CODES


@pytest.fixture
def command(app, stage):
    def run(*more):
        asked = ["--group", stage.group.code, "--year", "2024", *more]
        answer = app.test_cli_runner().invoke(indicators, asked)
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer

    return run


def by_code(answer):
    return {one["code"]: one for one in json.loads(answer.output)}


def test_json_tells_every_indicator_with_its_records(command, stage):
    activity = stage.training(stage.school, stage.other, people=60)
    found = by_code(command("--format", "json"))
    assert list(found) == [one.code for one in CATALOGUE]
    assert found["S01"] == {
        "code": "S01",
        "name": "年社会培训人次",
        "unit": "人次",
        "value": "60",
        "numerator": None,
        "denominator": None,
        "coverage": {"reported": 1, "expected": 1},
        "readings": {"approved": "60", "confirmed": None, "evidenced": None},
        "records": [activity.id],
    }
    assert found["S02"]["value"] is None
    assert found["G01"]["readings"] is None
    assert (found["K07"]["value"], found["K07"]["denominator"]) == ("0", "1")


def test_a_unit_is_named_by_its_credit_code_or_key(command, stage):
    stage.other.uscc = CODES[0]
    stage.training(stage.school, people=1)
    stage.training(stage.school, stage.other, people=60)
    for name in (CODES[0], str(stage.other.id)):
        assert by_code(command("--format", "json", "--unit", name))["S01"]["value"] == "60"
    with pytest.raises(RuleBroken, match="没有统一社会信用代码"):
        command("--unit", "0")


def test_a_stricter_reading_counts_less(command, stage):
    stage.training(stage.school, stage.other)
    asked = ("--format", "json", "--reading")
    assert by_code(command(*asked, "confirmed"))["S01"]["value"] is None
    assert by_code(command(*asked, "approved"))["S01"]["value"] == "100"


def test_csv_and_table_tell_the_same(command, stage):
    stage.training(stage.school)
    rows = {
        row["code"]: row for row in csv.DictReader(io.StringIO(command("--format", "csv").output))
    }
    assert (rows["S01"]["value"], rows["S01"]["expected"]) == ("100", "1")
    assert (rows["S01"]["confirmed"], rows["S01"]["evidenced"]) == ("100", "")
    table = command().output
    assert "S01\t年社会培训人次\t100\t人次\t未报\t1/1\t100/100/未报" in table
    assert "成员单位总数\t2\t家\t2\t2/2\t三种读数相同" in table


def test_wrong_usage_is_refused(command):
    assert command("--reading", "maybe").exit_code == 2
    with pytest.raises(RuleBroken, match="没有代码为"):
        command("--group", "nobody")
