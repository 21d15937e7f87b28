"""Make activities; a test names only what it is about."""

import datetime as dt

import sqlalchemy as sa

from groupmgr.activities.detail_labels import Fit, TrainingMode
from groupmgr.activities.labels import TRAININGS, Audience, Category, EvidenceKind, PartyRole
from groupmgr.activities.models import Activity, Evidence
from groupmgr.activities.service import drafting, submitting
from groupmgr.activities.service.loading import WHOLE
from groupmgr.policy import Role

DAY = dt.date(2024, 11, 14)
SUMMARY = (
    "校企双方围绕数控加工与工业机器人集成应用开展研修，六十四名骨干教师完成全部课程，"
    "并通过实操考核，形成教学案例二十个。"
)
# What a training must say beside its figures.
HELD = {
    "training": {
        "programme": "职业技能提升行动",
        "mode": TrainingMode.ONSITE,
        "fit": Fit.MATCHED,
        "commissioner": "",
    },
    "audiences": [Audience.STAFF],
}


def party(unit, role=PartyRole.PARTICIPANT, contact=None):
    return {"unit_id": unit.id, "role": role, "contact": contact}


class Stage:
    """A group with its secretariat, and activities of its units in any state."""

    def __init__(self, make):
        self.make = make
        self.session = make.session
        self.group = make.group()
        self.office = self.person(Role.STAFF)

    def person(self, role, unit=None, group=None):
        group = group or self.group
        return self.make.actor(self.make.account(role, group=group, unit=unit), group)

    def unit(self, **facts):
        return self.make.unit(self.group, **facts)

    def clerk(self, unit=None):
        return self.person(Role.UNIT_CLERK, unit or self.unit())

    def draft(self, clerk=None, **facts):
        """A draft of the clerk's unit, without anything that is only asked at the end."""
        clerk = clerk or self.clerk()
        (unit_id,) = clerk.unit_ids
        first = {
            "title": "数控加工师资研修班",
            "category": Category.TRAINING,
            "starts_on": DAY - dt.timedelta(days=4),
            "ends_on": DAY,
            "place": "",
            "summary": "",
        }
        later = {name: facts.pop(name) for name in ("parties", "figures") if name in facts}
        activity = drafting.start(self.session, clerk, unit_id, first | facts)
        if later:
            drafting.save(self.session, clerk, activity, later)
        return self.again(activity)

    def prove(self, activity, name="签到表.pdf", **facts):
        defaults = {"url": "https://example.com/news", "kind": EvidenceKind.NEWS, "name": name}
        activity.evidence.append(Evidence(**defaults | facts))
        return self.again(activity)

    def ready(self, clerk=None, **facts):
        """A draft that can be handed in."""
        trains = facts.get("category", Category.TRAINING) in TRAININGS
        held = HELD if trains else {}
        activity = self.draft(clerk, **{"summary": SUMMARY} | held | facts)
        return self.prove(activity)

    def submitted(self, clerk=None, **facts):
        clerk = clerk or self.clerk()
        activity = self.ready(clerk, **facts)
        submitting.submit(self.session, clerk, activity)
        return self.again(activity)

    def again(self, activity):
        """Read the record anew, as the next request does."""
        key = activity.id
        self.session.commit()
        query = sa.select(Activity).where(Activity.id == key).options(*WHOLE)
        return self.session.scalars(query, execution_options={"populate_existing": True}).one()
