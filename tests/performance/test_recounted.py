"""The doctor holds every figure against the recount, and names what differs."""

from dataclasses import replace
from pathlib import Path

import pytest

from groupmgr.activities.indicators.trainings import PERSON_TIMES
from groupmgr.catalogue import CATALOGUE
from groupmgr.extensions import db
from groupmgr.kernel.catalogue import Catalogue
from groupmgr.upkeep.figure_checks import recounted
from groupmgr.upkeep.finding import Site


@pytest.fixture
def look(session, stage):
    def ask(catalogue=CATALOGUE, patience=600):
        session.commit()
        site = Site(db.engine.execution_options(reads=True), Path(), patience)
        return recounted(site, catalogue)

    return ask


@pytest.mark.slow
def test_figures_and_recount_agree_for_the_group_and_for_every_unit(look, stage):
    stage.confirm(stage.training(stage.school, stage.other), stage.other)
    stage.training(stage.other, people=None)
    found = look()
    assert found.good
    assert "与逐条复算一致" in found.words
    assert not found.details


def test_a_wrong_indicator_is_named_with_both_values_and_its_records(look, stage):
    stage.training(stage.school, people=60)
    small = stage.training(stage.school, people=1)

    def without_the_small(scope):
        rows = PERSON_TIMES.rows(scope)
        return rows.where(rows.selected_columns["id"] != small.id)

    found = look(Catalogue([replace(PERSON_TIMES, rows=without_the_small)]))
    assert not found.good
    name = f"{stage.group.short_name} 2024年 已通过 集团口径 S01 年社会培训人次"
    values = "指标为 60（已报 1/1），复算为 61（已报 2/2）"
    assert found.details[0] == f"{name}：{values}；首先不同的记录编号 {small.id}"
    assert any(f"（单位编号 {stage.school.id}）" in line for line in found.details)


def test_what_there_was_no_time_for_is_named(look, stage):
    stage.training(stage.school)
    found = look(patience=0)
    assert found.good
    assert "没有核对 12 组" in found.words
    assert f"没有核对：{stage.group.short_name} 2024年 已通过 集团口径" in found.details
