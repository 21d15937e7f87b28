"""What groups decided on, and parties said of, the record that goes: carried over to the other.

Neither has read the merged record, so none of it holds: what was approved is
to be looked at again (待复核), what was confirmed to be confirmed again. So
that both are shown the difference and no more, the merged record gets as a
version below all others what the other one said last.
"""

from sqlalchemy.orm import Session

from groupmgr.activities.labels import ActivityState, Confirmation
from groupmgr.activities.material import material_of
from groupmgr.activities.models import Activity, Credit, Party
from groupmgr.activities.version import Version
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Actor


def counts(activity: Activity, group_id: int) -> bool:
    """Tell whether the record counts in the group as it stands."""
    return activity.state is ActivityState.SUBMITTED and any(
        one.group_id == group_id and _approves(one, activity) for one in activity.credits
    )


def counting_groups(activity: Activity) -> set[int]:
    """Return the groups in which the record counts."""
    return {one.group_id for one in activity.credits if counts(activity, one.group_id)}


def version_of(gone: Activity) -> int:
    """Return the number of the version that tells what a merged record said last."""
    return -gone.id


def remember(session: Session, actor: Actor, kept: Activity, gone: Activity) -> None:
    """Keep what the record that goes said, as a version of the other."""
    account = actor.account_id or None
    number, material = version_of(gone), material_of(gone)
    session.add(Version(activity_id=kept.id, version=number, material=material, made_by_id=account))


def carry_credits(kept: Activity, gone: Activity) -> None:
    """Offer the record to every group of the other; an approval there is to be looked at again."""
    held = {one.group_id: one for one in kept.credits}
    counting = counting_groups(gone)
    for theirs in gone.credits:
        mine = held.get(theirs.group_id)
        if mine is None:
            mine = Credit(group_id=theirs.group_id, decision=Decision.WAITING, reason="")
            kept.credits.append(mine)
        if theirs.group_id in counting and mine.decision is not Decision.APPROVED:
            mine.decision, mine.reason = Decision.APPROVED, ""
            mine.decided_version = version_of(gone)
            mine.decided_at, mine.decided_by_id = theirs.decided_at, theirs.decided_by_id


def carry_confirmations(kept: Activity, gone: Activity) -> None:
    """Let the word of each party for the other record stand as one for an older version."""
    said = {one.unit_id: one for one in gone.parties}
    for mine in kept.parties:
        theirs = said.get(mine.unit_id)
        if mine.confirmation is not Confirmation.WAITING or theirs is None:
            continue
        if _stands_by(theirs, gone):
            mine.confirmation = Confirmation.CONFIRMED
            mine.confirmed_version = version_of(gone)
        mine.contact = mine.contact or theirs.contact
        mine.contact_email = mine.contact_email or theirs.contact_email


def _stands_by(party: Party, activity: Activity) -> bool:
    """Tell whether a party stands by a record: it wrote it, or it confirmed it as it is."""
    confirmed = party.confirmation is Confirmation.CONFIRMED
    return party.unit_id == activity.owner_unit_id or (
        confirmed and party.confirmed_version == activity.version
    )


def _approves(credit: Credit, activity: Activity) -> bool:
    approved = credit.decision is Decision.APPROVED
    return approved and credit.decided_version == activity.version
