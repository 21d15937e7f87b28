"""A measure is added in one way, its own (docs/counting.md)."""

import datetime as dt
from decimal import Decimal

import pytest
import sqlalchemy as sa

from groupmgr.activities.indicators.counted import activities, counted, stating
from groupmgr.activities.labels import SEMANTICS, Measure
from groupmgr.activities.models import Party, Stated
from groupmgr.bases.labels import BaseKind, BaseState, BuildMode
from groupmgr.bases.models import BaseCredit, BaseStage, BaseStanding, KindOfBase, TrainingBase
from groupmgr.catalogue import CATALOGUE
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.indicator import Indicator
from groupmgr.kernel.levels import Level, Standing
from groupmgr.kernel.measure import Adds

OF_PARTIES = [one for one in Measure if SEMANTICS[one].adds is Adds.PER_PARTY]


@pytest.mark.parametrize("measure", OF_PARTIES)
def test_what_each_party_states_is_never_read_as_one_value_of_the_event(stage, measure):
    with pytest.raises(ValueError, match="adds as per-party"):
        stating(activities(counted(stage.scope())), measure)


def of_parties(scope):
    found = counted(scope)
    return (
        sa.select(Stated.id, Stated.value, Party.unit_id)
        .join(Party, Party.id == Stated.party_id)
        .join(found, found.c.id == Stated.activity_id)
        .where(Stated.measure == Measure.FUNDS)
    )


def test_what_each_party_states_adds_up_without_overlap(stage, session):
    joint = stage.training(stage.school, stage.other)
    parties = session.scalars(sa.select(Party).filter_by(activity_id=joint.id).order_by(Party.id))
    for party, funds in zip(parties.all(), (30_000, 12_000), strict=True):
        stated = {"measure": Measure.FUNDS, "value": funds, "party_id": party.id}
        stage.make.add(Stated(activity_id=joint.id, **stated))
    funds = Indicator(
        code="X",
        name="投入资金",
        unit="万元",
        definition="各方各报各的。",
        source="活动填报",
        rows=of_parties,
        shares=lambda scope: of_parties(scope).with_only_columns(Stated.id, Party.unit_id),
        columns={},
        summed="value",
        per=10_000,
    )
    by_unit = {key: one.value for key, one in funds.by_unit(session, stage.scope()).items()}
    assert by_unit == {stage.school.id: 3, stage.other.id: Decimal("1.2")}
    assert funds.repeated(session, stage.scope()).overlap == 0
    assert funds.read(session, stage.scope()).value == Decimal("4.2")


def test_recommended_and_selected_are_two_figures(stage, session):
    base = TrainingBase(
        name="实践中心",
        owner_unit_id=stage.school.id,
        build_mode=BuildMode.CO_BUILT,
        level=Level.PROVINCIAL,
        stages=[BaseStage(state=BaseState.OPERATING, on=dt.date(2020, 9, 1))],
    )
    base.kinds = [KindOfBase(kind=BaseKind.PRACTICE_CENTRE)]
    base.credits = [BaseCredit(group_id=stage.group.id, decision=Decision.APPROVED)]
    stage.make.add(base)

    def stands(standing, day):
        on = dt.date(2024, 3, day)
        of_list = {"title": "国家名单", "level": Level.NATIONAL}
        stage.make.add(BaseStanding(base_id=base.id, standing=standing, on=on, **of_list))
        return [CATALOGUE[code].read(session, stage.scope()).value for code in ("B24", "B24b")]

    assert stands(Standing.RECOMMENDED, 1) == [1, 0]
    assert stands(Standing.SELECTED, 2) == [0, 1]


def test_null_is_not_zero_and_a_ratio_names_what_it_lacks(stage, session):
    stage.training(stage.school, people=None)
    assert CATALOGUE["S01"].read(session, stage.scope()).value is None
    stage.training(stage.school, people=0)
    assert CATALOGUE["S01"].read(session, stage.scope()).value == 0
    ratio = CATALOGUE["S02"].read(session, stage.scope())
    assert (ratio.value, ratio.numerator, ratio.denominator) == (None, 0, None)
