"""Make two records of one event, and merge them; a test names only what it is about."""

import sqlalchemy as sa

from groupmgr.activities.labels import Measure
from groupmgr.activities.models import Activity
from groupmgr.activities.service import deciding
from groupmgr.kernel.credit import Decision
from groupmgr.merging import planning, service
from tests.activities.makers import Stage, party

TIMES, PERSONS = (Measure.PERSON_TIMES, None), (Measure.PERSONS, None)
LINKS = {name: (name, "一", "二") for name in ("base_id", "studio_id", "project_id", "meeting_id")}


def funds(unit):
    return (Measure.FUNDS, unit.id)


class Doubles(Stage):
    """A school and a firm that both report the training they held together."""

    def __init__(self, make):
        super().__init__(make)
        self.school, self.firm = self.unit(), self.unit()
        self.clerk_of = {one.id: self.clerk(one) for one in (self.school, self.firm)}

    def reported(self, unit=None, partner=None, **facts):
        unit = unit or self.school
        parties = [party(partner)] if partner else []
        return self.submitted(self.clerk_of[unit.id], parties=parties, **facts)

    def pair(self, **facts):
        """The record of the school, and that of the firm with figures of its own."""
        kept = self.reported(self.school, self.firm, figures={TIMES: 320, funds(self.school): 100})
        figures = {TIMES: 320, funds(self.firm): 200}
        gone = self.reported(self.firm, self.school, **{"figures": figures} | facts)
        return self.again(kept), self.again(gone)

    def approve(self, activity, office=None):
        version = activity.version
        deciding.decide(
            self.session, office or self.office, activity, Decision.APPROVED, version=version
        )
        return self.again(activity)

    def merge(self, kept, gone, chosen=(), office=None, **facts):
        asked = planning.choices(kept, gone, LINKS)
        merged = service.merge(
            self.session,
            office or self.office,
            kept,
            gone,
            asked=asked,
            chosen=dict(chosen),
            **facts,
        )
        self.session.commit()
        return merged

    def undo(self, merged, office=None):
        service.undo(self.session, office or self.office, merged)
        self.session.commit()


def apart(table):
    """What says nothing of a record: how often it was saved, and the key of its words."""
    return {"revision"} | ({"id"} if table.name == "wordings" else set())


def every_row(session, but=()):
    """Return all tables as plain rows, without those that may differ."""
    session.commit()
    return {
        table.name: sorted(
            str({k: v for k, v in row._mapping.items() if k not in apart(table)})
            for row in session.execute(sa.select(table))
        )
        for table in Activity.metadata.sorted_tables
        if table.name not in but
    }
