"""The list of activities, and what it tells of each."""

from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.activities.details import Seconded
from groupmgr.activities.labels import (
    ActivityState,
    Confirmation,
    Measure,
    PartyRole,
    PartyStanding,
)
from groupmgr.activities.models import Activity, Party, Stated
from groupmgr.activities.service import queue
from groupmgr.index.matching import keys
from groupmgr.kernel.clock import today
from groupmgr.kernel.labels import Label
from groupmgr.kernel.text import contains, spelled
from groupmgr.members.models import Unit
from groupmgr.policy import Action, Actor

SUMMED = (Measure.PERSON_TIMES, Measure.FUNDS)
# What a party said, the most urgent first.
URGENT = (
    PartyStanding.DISPUTED,
    PartyStanding.CORRECTED,
    PartyStanding.OVERDUE,
    PartyStanding.STALE,
    PartyStanding.WAITING,
)


def listing(actor: Actor) -> sa.Select[Any]:
    """Return the query of the activities the actor may see, with what a list shows of them."""
    return (
        sa.select(Activity)
        .where(policy.visible(actor, Action.ACTIVITY_VIEW, Activity))
        .options(
            selectinload(Activity.owner),
            selectinload(Activity.parties).joinedload(Party.unit),
            selectinload(Activity.figures),
            selectinload(Activity.evidence),
            selectinload(Activity.credits),
            selectinload(Activity.people),
            joinedload(Activity.training),
        )
    )


def found_by(word: str, dialect: str) -> sa.ColumnElement[bool]:
    """Match the activities that say the word, or one of whose units or people bears it."""
    letters = (spelled(letters, word) for letters in (Unit.pinyin, Unit.initials))
    units = sa.select(Unit.id).where(sa.or_(contains(Unit.name, word), *letters))
    return Activity.id.in_(
        sa.union_all(
            keys(dialect, Activity.__tablename__, word),
            sa.select(Party.activity_id).where(Party.unit_id.in_(units)),
            sa.select(Seconded.activity_id).where(contains(Seconded.name, word)),
            *_numbered(word),
        )
    )


def _numbered(word: str) -> list[sa.Select[int]]:
    """Select the activity of a number as people quote it, or of its last digits."""
    digits = word.upper().removeprefix("HD-").rpartition("-")[2]
    if not (digits.isascii() and digits.isdigit()):
        return []
    return [sa.select(Activity.id).where(Activity.id == int(digits))]


def with_standing(standing: PartyStanding) -> sa.ColumnElement[bool]:
    """Match the activities handed in of which a party stands so."""
    parties = Activity.parties.any(Party.stands(standing, Activity.version))
    return sa.and_(Activity.state == ActivityState.SUBMITTED, parties)


def with_unit(unit_id: int) -> sa.ColumnElement[bool]:
    """Match the activities in which the unit takes part."""
    return Activity.id.in_(sa.select(Party.activity_id).where(Party.unit_id == unit_id))


def standing_in(activity: Activity, group_id: int) -> Label | None:
    """Return where the record stands in a group, or nothing if it was not offered to it."""
    if activity.state is not ActivityState.SUBMITTED:
        return activity.state
    return next((one.standing for one in activity.credits if one.group_id == group_id), None)


def waits(activity: Activity, group_id: int) -> int | None:
    """Return for how many days the record has waited for a decision of the group."""
    if standing_in(activity, group_id) not in queue.OPEN or activity.submitted_on is None:
        return None
    return (today() - activity.submitted_on).days


def confirmed(activity: Activity) -> str | None:
    """Return how many of the partners confirmed, and the most urgent thing said."""
    asked = [one for one in activity.parties if one.confirmation is not Confirmation.NOT_NEEDED]
    if not asked or activity.state is not ActivityState.SUBMITTED:
        return None
    said = [one.standing for one in asked]
    done = said.count(PartyStanding.CONFIRMED)
    worst = next((one for one in URGENT if one in said), PartyStanding.CONFIRMED)
    return f"{done}/{len(asked)} {worst.label}"


def hosts(activity: Activity) -> list[Unit]:
    """Return the units that host the activity; its owner where none does."""
    found = [one.unit for one in activity.parties if one.role is PartyRole.HOST]
    return found or [activity.owner]


def stated(activity: Activity, measure: Measure) -> Decimal | None:
    """Return what the record states of a measure, over all parties; nothing if not reported."""
    values = [one.value for one in activity.figures if one.measure is measure]
    return sum(values, Decimal(0)) if values else None


def totals(session: Session, query: sa.Select[Any]) -> dict[Measure, tuple[Decimal, int]]:
    """Return, for the rows of a query, the sum of each measure and how many rows state it."""
    keys = query.order_by(None).with_only_columns(Activity.id, maintain_column_froms=True)
    found = session.execute(
        sa.select(
            Stated.measure,
            sa.func.sum(Stated.value),
            sa.func.count(Stated.activity_id.distinct()),
        )
        .where(Stated.activity_id.in_(keys), Stated.measure.in_(SUMMED))
        .group_by(Stated.measure)
    )
    return {measure: (total, count) for measure, total, count in found}
