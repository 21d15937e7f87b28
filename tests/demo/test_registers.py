from collections import Counter

from groupmgr.bases.statistics import BaseYear
from groupmgr.kernel.levels import Standing
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.labels import ProjectState
from groupmgr.projects.models import Output, Receipt


def test_there_are_40_bases_and_18_of_them_were_recommended(world):
    standings = [standing for base in world.bases for standing in base.standings]
    assert len(world.bases) == 40
    assert len(standings) == 18
    assert {standing.standing for standing in standings} == {Standing.RECOMMENDED}


def test_bases_reported_two_school_years_and_some_did_not(world):
    years = Counter(year.began for year in world.session.query(BaseYear))
    assert set(years) == {2022, 2023}
    assert years[2022] < years[2023] < 40


def test_eight_typical_production_projects_were_recommended(world):
    recommended = [project for project in world.projects if project.standings]
    assert len(recommended) == 8


def test_there_are_25_studios_with_apprentices(world):
    assert len(world.studios) == 25
    assert sum(len(studio.apprentices) for studio in world.studios) > 100


def test_projects_and_agreements_are_more_than_60(world):
    assert len(world.projects) > 60
    assert len(world.agreements) > 60
    assert len({project.kind for project in world.projects}) > 20


def test_a_project_that_runs_has_an_agreement_in_force(world):
    signed = {agreement.project_id: agreement for agreement in world.session.query(Agreement)}
    for project in world.projects:
        if project.state is ProjectState.RUNNING:
            assert signed[project.id].signed_on <= project.starts_on
            assert signed[project.id].ends_on >= project.ends_on
            assert project.next_steps


def test_every_closed_project_left_outputs(world):
    left = {output.project_id for output in world.session.query(Output)}
    closed = {p.id for p in world.projects if p.state is ProjectState.CLOSED}
    assert len(closed & left) >= len(closed) // 2


def test_money_arrived_by_voucher_within_the_project(world):
    projects = {project.id: project for project in world.projects}
    receipts = world.session.query(Receipt).all()
    assert len(receipts) > 30
    for receipt in receipts:
        project = projects[receipt.project_id]
        assert project.starts_on <= receipt.voucher_on <= project.ends_on
