"""What every page tells that shows a record."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from groupmgr.activities.edit_form import registers
from groupmgr.activities.material import Change
from groupmgr.activities.models import Activity
from groupmgr.activities.service import listing, locking, offering, sheet
from groupmgr.activities.service.history import history
from groupmgr.extensions import db
from groupmgr.groups import closing
from groupmgr.policy import Action, may
from groupmgr.web.access import actor


def shown(activity: Activity, changes: Sequence[Change] = ()) -> dict[str, Any]:
    """Return what is told of a record loaded as a whole; of groups' deeds, the own one's alone.

    The unit that reports it knows what every group said; an office what its own did.
    """
    session, who = db.session(), actor()
    is_own = activity.owner_unit_id in who.unit_ids
    inside = may(who, Action.ACTIVITY_DECIDE) or is_own
    return {
        "activity": activity,
        "lines": sheet.lines(activity, changes),
        "links": [
            (one.label, name, url_for(one.page, **{one.key: getattr(activity, one.column)}))
            for one in registers()
            if (name := one.name_of(session, who, activity))
        ],
        "groups_by_id": {one.id: one for one in offering.offered_groups(session, activity)},
        "entries": history(session, activity, None if is_own else who.group_id) if inside else None,
        "told_by": told_by(activity),
        "closed": _closed(activity, None if is_own else who.group_id) if inside else "",
        "standing": listing.standing_in(activity, who.group_id),
    }


def _closed(activity: Activity, group_id: int | None) -> str:
    """Say which closed year keeps the record as it is, for its unit or for one office."""
    held = locking.closed_for(db.session(), activity, group_id)
    return closing.words(held) if held else ""


def told_by(activity: Activity) -> set[int]:
    """Return the groups of whose remarks and reasons the person may know."""
    is_own = activity.owner_unit_id in actor().unit_ids
    return {one.group_id for one in activity.credits if is_own} | {actor().group_id}
