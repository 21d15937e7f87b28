"""What the makers of the demonstration share: the dice, and what they made so far."""

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from groupmgr.accounts.models import Account
from groupmgr.activities.models import Activity
from groupmgr.admission.models import Application
from groupmgr.bases.models import TrainingBase
from groupmgr.demo.names import Names
from groupmgr.files.models import StoredFile
from groupmgr.groups.models import Body, Closing, Group
from groupmgr.kernel.base import Record
from groupmgr.meetings.models import Meeting
from groupmgr.members.models import Membership, Unit
from groupmgr.members.people import Person, Post
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.models import Project
from groupmgr.reports.consulting.models import Comment
from groupmgr.reports.models import Edition
from groupmgr.studios.models import Studio

T = TypeVar("T")

BEGAN = dt.datetime.combine(dt.date(2022, 12, 26), dt.time(9))


@dataclass(slots=True)
class World:
    """The invented province; every maker adds its part and flushes it."""

    session: Session
    home: Path
    dice: random.Random = field(default_factory=lambda: random.Random(94))  # noqa: S311
    names: Names = field(init=False)
    units: dict[str, Unit] = field(default_factory=dict)
    themes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    students: dict[int, int] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    memberships: list[Membership] = field(default_factory=list)
    stays: dict[int, list[tuple[Group, dt.date, dt.date | None]]] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    people: dict[int, list[Person]] = field(default_factory=dict)
    bodies: list[Body] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    seats: dict[int, list[int]] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    clerks: dict[int, Account] = field(default_factory=dict)
    project_themes: dict[int, str] = field(default_factory=dict)
    projects: list[Project] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    bases: list[TrainingBase] = field(default_factory=list)
    studios: list[Studio] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names = Names(self.dice)

    def add(self, things: Iterable[Record], at: dt.datetime = BEGAN) -> None:
        """Store records as made at a time, each with all that belongs to it."""
        made = list(things)
        for thing in made:
            _date(thing, at)
        self.session.add_all(made)
        self.session.flush()

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return self.dice.choice(options)

    def chance(self, of: float) -> bool:
        """Tell whether something happens that happens with this probability."""
        return self.dice.random() < of

    def moment(self, day: dt.date) -> dt.datetime:
        """Return some minute of a day's office hours."""
        return dt.datetime.combine(
            day, dt.time(self.pick((8, 9, 10, 11, 14, 15, 16, 17)), self.dice.randrange(60))
        )

    def told(self) -> str:
        """Return what was made, in one sentence."""
        return (
            f"已载入：集团 {len(self.groups)} 个，单位 {len(self.units)} 家，"
            f"活动 {len(self.activities)} 项，会议 {len(self.meetings)} 次，"
            f"实训基地 {len(self.bases)} 个，大师工作室 {len(self.studios)} 个，"
            f"合作项目 {len(self.projects)} 个，协议 {len(self.agreements)} 份"
        )

    def groups_on(self, unit: Unit, day: dt.date) -> list[Group]:
        """Return the groups that a unit belongs to on a day."""
        return [
            group
            for group, joined, ended in self.stays[unit.id]
            if joined <= day and (ended is None or ended > day)
        ]

    def members_on(self, group: Group, day: dt.date) -> list[Unit]:
        """Return the members of a group on a day, in the order in which they were made."""
        return [unit for unit in self.units.values() if group in self.groups_on(unit, day)]


def _date(thing: Record, at: dt.datetime) -> None:
    thing.created_at = thing.created_at or at
    thing.changed_at = thing.changed_at or thing.created_at
    for parts in list(vars(thing).values()):
        if isinstance(parts, list):
            for part in parts:
                _date(part, thing.created_at)
