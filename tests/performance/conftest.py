import datetime as dt

import pytest
import sqlalchemy as sa

from groupmgr.activities.labels import (
    ActivityState,
    Category,
    Confirmation,
    EvidenceKind,
    Measure,
    PartyRole,
)
from groupmgr.activities.models import Activity, Credit, Evidence, Party, Stated
from groupmgr.files.models import StoredFile
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.period import Period, Reading, Scope

DAY = dt.date(2024, 5, 6)
YEAR = Period.year(2024)


class Stage:
    """A group with two schools, and trainings that count in it."""

    def __init__(self, make):
        self.make, self.session = make, make.session
        self.group = make.group()
        self.school, self.other = make.unit(self.group), make.unit(self.group)

    def scope(self, unit=None, reading=Reading.APPROVED, period=YEAR):
        return Scope(self.group.id, period, unit and unit.id, reading)

    def training(self, *units, people=100, credit=None, **facts):
        """A training of the units, approved as it stands; nothing is stated with `people=None`."""
        units = units or (self.school,)
        activity = Activity(
            **{
                "title": "班组长轮训",
                "category": Category.TRAINING,
                "owner_unit_id": units[0].id,
                "starts_on": DAY,
                "ends_on": DAY,
                "state": ActivityState.SUBMITTED,
                "submitted_on": DAY,
            }
            | facts
        )
        activity.parties = [Party(unit_id=unit.id, role=PartyRole.HOST) for unit in units]
        decided = {"decision": Decision.APPROVED, "decided_version": activity.version or 1}
        activity.credits = [Credit(group_id=self.group.id, **decided | (credit or {}))]
        if people is not None:
            activity.figures = [Stated(measure=Measure.PERSON_TIMES, value=people)]
        return self.make.add(activity)

    def confirm(self, activity, unit, version=1):
        """The unit says that the activity is as it says."""
        asked = sa.select(Party).where(Party.unit_id == unit.id, Party.activity_id == activity.id)
        party = self.session.scalars(asked).one()
        party.confirmation, party.confirmed_version = Confirmation.CONFIRMED, version
        self.session.flush()

    def proof(self, activity, measure=None, kind=EvidenceKind.PHOTO, url=None):
        stored = None if url else self.make.add(stored_file(self.make.next()))
        facts = {"url": url, "file": stored, "name": "佐证", "kind": kind, "measure": measure}
        return self.make.add(Evidence(activity_id=activity.id, **facts))


def stored_file(number):
    return StoredFile(sha256=f"{number:064}", size=1, media_type="application/pdf")


@pytest.fixture
def stage(make):
    return Stage(make)
