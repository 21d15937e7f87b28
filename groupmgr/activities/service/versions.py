"""The versions of a record: a material change makes a new one, and so opens decisions again."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.confirmation import deadline
from groupmgr.activities.material import Change, Material, difference, material_of, units_in
from groupmgr.activities.models import Activity
from groupmgr.activities.version import Version
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.members.models import Unit
from groupmgr.policy import Actor


def settle(
    session: Session,
    actor: Actor,
    activity: Activity,
    was: Material | None = None,
    *,
    anew: bool = False,
) -> bool:
    """Give the record a new version if it differs materially from the last one handed in.

    `was` is what the record said before, for one that has no version yet;
    with `anew` there is a new version even where all is as it was.
    Return whether there is a new one after another.
    """
    last = latest(session, activity)
    if last is None and was is not None:
        last = _add(session, actor, activity, was)
    material = material_of(activity)
    if last is not None and last.material == material and not anew:
        return False
    if last is not None:
        activity.version = last.version + 1
    activity.submitted_on = today()
    for party in activity.parties:
        party.ask(deadline())
    new = _add(session, actor, activity, material)
    if last is not None:
        before = journal.facts(last)
        journal.record(session, actor, f"改为第 {new.version} 版", new, before=before)
    return last is not None


def latest(session: Session, activity: Activity) -> Version | None:
    """Return the last version that was handed in."""
    query = sa.select(Version).where(Version.activity_id == activity.id)
    return session.scalar(query.order_by(Version.version.desc()).limit(1))


def changes_since(session: Session, activity: Activity, version: int) -> list[Change]:
    """Return what is materially different now from a version handed in before."""
    then = session.scalar(
        sa.select(Version.material).where(
            Version.activity_id == activity.id, Version.version == version
        )
    )
    now = material_of(activity)
    return difference(then, now, names(session, then, now)) if then else []


def names(session: Session, *materials: Material) -> dict[int, str]:
    """Return the names of the units that these materials speak of."""
    units = set().union(*(units_in(material) for material in materials))
    found = session.execute(sa.select(Unit.id, Unit.name).where(Unit.id.in_(units)))
    return {row.id: row.name for row in found}


def _add(session: Session, actor: Actor, activity: Activity, material: Material) -> Version:
    version = Version(
        activity_id=activity.id,
        version=activity.version,
        material=material,
        made_by_id=actor.account_id or None,
    )
    session.add(version)
    session.flush()
    return version
