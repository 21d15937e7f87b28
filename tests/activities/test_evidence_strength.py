"""The rule of strength is one rule, in SQL and in Python, and A is what a reading asks for."""

import random
from decimal import Decimal

import pytest
import sqlalchemy as sa

from groupmgr.activities import strength
from groupmgr.activities.conditions import evidenced
from groupmgr.activities.labels import EvidenceKind, Measure
from groupmgr.activities.models import Activity, Evidence, Stated
from groupmgr.activities.strength import Strength
from groupmgr.files.models import StoredFile

MEASURES = (Measure.PERSON_TIMES, Measure.PERSONS, Measure.HOURS)


@pytest.fixture
def sheet(make):
    return make.add(StoredFile(sha256="0" * 64, size=1, media_type="text/plain"))


@pytest.mark.parametrize(
    ("figures", "filed", "linked", "reached"),
    [
        ([], [], [], Strength.C),
        ([], [], [None], Strength.C),
        ([], [None], [], Strength.A),
        (MEASURES[:1], [None], [MEASURES[0]], Strength.B),
        (MEASURES[:2], [MEASURES[0]], [], Strength.B),
        (MEASURES[:2], MEASURES[:2], [], Strength.A),
        (MEASURES[:1], [], [MEASURES[0]], Strength.C),
    ],
)
def test_what_a_record_is_worth(stage, sheet, figures, filed, linked, reached):
    activity = stage.draft()
    activity.figures = [Stated(measure=one, value=Decimal(1)) for one in figures]
    own = {"name": "佐证", "kind": EvidenceKind.OTHER}
    activity.evidence = [Evidence(measure=one, file=sheet, **own) for one in filed]
    activity.evidence += [Evidence(measure=one, url="https://a.cn", **own) for one in linked]
    assert strength.of(stage.again(activity)) is reached


def test_the_rule_is_the_same_in_the_database(stage, session, sheet):
    chance = random.Random(3)  # noqa: S311
    made = []
    for _ in range(60):
        activity = stage.draft()
        own = {"name": "佐证", "kind": EvidenceKind.OTHER}
        activity.figures = [
            Stated(measure=one, value=Decimal(1))
            for one in chance.sample(MEASURES, chance.randrange(4))
        ]
        activity.evidence = [
            Evidence(
                measure=one, **own, **chance.choice([{"file": sheet}, {"url": "https://a.cn"}])
            )
            for one in chance.choices([None, *MEASURES], k=chance.randrange(6))
        ]
        made.append(stage.again(activity))
    reached = {strength.of(one) for one in made}
    assert reached == set(Strength)
    for one in Strength:
        keys = set(session.scalars(sa.select(Activity.id).where(strength.is_(one))))
        assert keys == {activity.id for activity in made if strength.of(activity) is one}
    fully = set(session.scalars(sa.select(Activity.id).where(evidenced())))
    assert fully == {activity.id for activity in made if strength.of(activity) is Strength.A}
