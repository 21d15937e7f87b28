"""What is to be said of the evidence of a record before a person looks at it."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities import strength
from groupmgr.activities.labels import EvidenceKind, Measure
from groupmgr.activities.models import Activity, Evidence
from groupmgr.activities.service.reuse import Use, elsewhere
from groupmgr.activities.strength import Strength
from groupmgr.policy import Action, Actor


@dataclass(frozen=True, slots=True)
class Appraisal:
    """How strong the evidence is, and what about its pieces asks for a second look."""

    strength: Strength
    unproved: Sequence[Measure]
    uses: Mapping[int, Sequence[Use]]
    misdated: Mapping[int, dt.date]
    may_have_originals: bool

    @property
    def rule(self) -> str:
        """Return why it is as strong as it is."""
        return strength.RULE[self.strength]


def appraise(session: Session, actor: Actor, activity: Activity) -> Appraisal:
    """Look at the evidence of a record loaded as a whole."""
    return Appraisal(
        strength=strength.of(activity),
        unproved=strength.unproved(activity),
        uses=elsewhere(session, actor, activity),
        misdated={proof.id: day for proof, day in misdated(activity)},
        may_have_originals=may_have_originals(session, actor, activity),
    )


def misdated(activity: Activity) -> Iterator[tuple[Evidence, dt.date]]:
    """Yield the photographs of the event that were taken on another day, and that day.

    What the camera says goes before what was typed. Other papers are written before or after.
    """
    for proof in activity.evidence:
        if proof.kind is not EvidenceKind.PHOTO:
            continue
        day = (proof.file and proof.file.taken_on) or proof.dated
        if day and not activity.starts_on <= day <= activity.ends_on:
            yield proof, day


def may_have_originals(session: Session, actor: Actor, activity: Activity) -> bool:
    """Tell whether the actor keeps or reviews the record, and so may have files as they came."""
    actions = (Action.ACTIVITY_EDIT, Action.ACTIVITY_DECIDE)
    return any(policy.may_on(session, actor, action, activity) for action in actions)
