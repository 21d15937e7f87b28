"""The pages that show what is open at a unit, and to which of the records they open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.models import Activity
from groupmgr.bases.models import TrainingBase
from groupmgr.meetings.models import FollowUp
from groupmgr.policy import Action, Actor
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.models import Project
from groupmgr.projects.promises import Promise
from groupmgr.studios.models import Studio


@dataclass(frozen=True, slots=True)
class Door:
    """A page of one record: its table, what it calls the key, and the action that opens it."""

    page: str
    named: str
    table: Any
    action: Action

    def open_to(self, session: Session, reader: Actor, keys: Iterable[int]) -> frozenset[int]:
        """Return which of the records the reader may open in the group whose pages are open."""
        return policy.among(session, reader, self.action, self.table, keys)


ACTIVITIES = Door("activities.show", "key", Activity, Action.ACTIVITY_VIEW)
BASES = Door("bases.show", "base_id", TrainingBase, Action.BASE_VIEW)
STUDIOS = Door("studios.show", "studio_id", Studio, Action.STUDIO_VIEW)
PROJECTS = Door("projects.show", "project_id", Project, Action.PROJECT_VIEW)
AGREEMENTS = Door("agreements.show", "agreement_id", Agreement, Action.PROJECT_VIEW)
PROMISES = Door("agreements.promises.keep", "promise_id", Promise, Action.PROJECT_EDIT)
FOLLOW_UPS = Door("followups.show", "follow_up_id", FollowUp, Action.MEETING_VIEW)
