"""Where the records of a unit name one of its people as responsible, and how that is given over."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.models import Activity, Party
from groupmgr.bases.labels import BaseState
from groupmgr.bases.models import TrainingBase
from groupmgr.confirming import awaiting
from groupmgr.handover.doors import ACTIVITIES, BASES, PROJECTS, Door
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.indicator import Rows
from groupmgr.policy import Actor
from groupmgr.projects.labels import ProjectState
from groupmgr.projects.models import Project, ProjectParty

DEED = "负责人随联络员交接"


@dataclass(frozen=True, slots=True)
class Successor:
    """Who follows, and by which phone."""

    name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A column that names a person: its table, what else is known of the person there.

    `rows` gives, for the unit as an actor, the query of its rows that run;
    `told` are the key, title and day of the record that the page shows; `thing`
    is what the journal tells it of.
    """

    kind: str
    door: Door
    column: Any
    rows: Callable[[Actor, int], sa.Select[Any]]
    told: tuple[Any, Any, Any]
    thing: Callable[[Session, Any], Any] = lambda session, row: row
    phone: str = ""
    forgotten: str = ""

    def query(self, actor: Actor, unit_id: int, name: str) -> sa.Select[Any]:
        """Return the query of the rows of the unit that name the person."""
        return self.rows(actor, unit_id).where(self.column == name)

    def source(self, actor: Actor, unit_id: int, name: str) -> tuple[str, Door, Rows]:
        """Return the kind, its page, and the query of what the page shows."""
        query = self.query(actor, unit_id, name).with_only_columns(*self.told)
        return self.kind, self.door, query

    def give(self, row: Any, to: Successor) -> None:
        """Name another person, with the phone where one is kept; the old one's address goes."""
        setattr(row, self.column.key, to.name)
        if self.phone and to.phone:
            setattr(row, self.phone, to.phone)
        if self.forgotten:
            setattr(row, self.forgotten, None)


def _bases(actor: Actor, unit_id: int) -> sa.Select[Any]:
    stands = TrainingBase.in_state(today(), BaseState.DELISTED).is_not(True)
    mine = sa.select(TrainingBase).where(TrainingBase.owner_unit_id == unit_id, stands)
    return mine.order_by(TrainingBase.pinyin, TrainingBase.id)


def _projects(actor: Actor, unit_id: int) -> sa.Select[Any]:
    over = Project.state.in_((ProjectState.CLOSED, ProjectState.ABANDONED))
    mine = sa.select(ProjectParty).join(Project, Project.id == ProjectParty.project_id)
    return mine.where(ProjectParty.unit_id == unit_id, ~over).order_by(Project.pinyin, Project.id)


def _awaited(actor: Actor, unit_id: int) -> sa.Select[Any]:
    return awaiting.waiting(actor).order_by(Party.answer_by, Party.id)


PLACES = (
    Place(
        *("负责的实训基地", BASES, TrainingBase.manager, _bases),
        (TrainingBase.id, TrainingBase.name, sa.null()),
        phone="phone",
    ),
    Place(
        *("任联系人的合作项目", PROJECTS, ProjectParty.contact, _projects),
        (Project.id, Project.name, Project.ends_on),
        thing=lambda session, row: session.get(Project, row.project_id),
    ),
    Place(
        *("任联系人的待确认活动", ACTIVITIES, Party.contact, _awaited),
        (Activity.id, Activity.title, Party.answer_by),
        forgotten="contact_email",
    ),
)


def speaker(group_id: int, unit_id: int) -> Actor:
    """Return somebody of the unit, as whom its part is asked for."""
    return Actor.speaking_for("", group_id, unit_id)


def give(session: Session, actor: Actor, unit_id: int, who: str, to: Successor) -> None:
    """Name the successor wherever a running record of the unit names the person."""
    asker = speaker(actor.group_id, unit_id)
    for place in PLACES:
        for row in session.scalars(place.query(asker, unit_id, who)).all():
            thing = place.thing(session, row)
            before = journal.facts(thing)
            place.give(row, to)
            words = f"{who}→{to.name}"
            journal.record(session, actor, DEED, thing, before=before, reason=words)
