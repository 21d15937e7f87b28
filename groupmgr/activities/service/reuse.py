"""Where else a file or a picture proves something; what the actor may not see has no number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Evidence
from groupmgr.files.likeness import alike
from groupmgr.files.models import StoredFile
from groupmgr.policy import Action, Actor

MOST = 3


@dataclass(frozen=True, slots=True)
class Use:
    """Another record with the same file, or with a picture that looks the same."""

    is_same_file: bool
    activity_id: int
    number: str | None

    @property
    def words(self) -> str:
        """Return what is the same."""
        return "同一个文件也用于" if self.is_same_file else "相同的照片也用于"


def elsewhere(session: Session, actor: Actor, activity: Activity) -> Mapping[int, Sequence[Use]]:
    """Return, by the key of a piece of evidence, the first other records that use it too.

    Two statements, however many pieces. Drafts that the actor may not see are not told.
    """
    ours = {one.file_id for one in activity.evidence if one.file_id is not None}
    if not ours:
        return {}
    pictures = alike(session, ours)
    wanted = ours.union(*pictures.values())
    uses = _uses(session, actor, activity.id, wanted)
    found: dict[int, list[Use]] = {}
    for one in activity.evidence:
        same = uses.get(one.file_id or 0, [])
        like = (use for key in pictures.get(one.file_id or 0, ()) for use in uses.get(key, []))
        told = [_use(True, *use) for use in same] + [_use(False, *use) for use in like]
        first = {use.activity_id: use for use in reversed(told)}
        found[one.id] = sorted(first.values(), key=lambda use: use.activity_id)[:MOST]
    return {key: told for key, told in found.items() if told}


def _uses(
    session: Session, actor: Actor, but: int, file_ids: set[int]
) -> Mapping[int, list[tuple[Activity, bool]]]:
    seen = policy.visible(actor, Action.ACTIVITY_VIEW, Activity)
    query = (
        sa.select(StoredFile.id, Activity, sa.type_coerce(seen, sa.Boolean))
        .join(Evidence, Evidence.file_id == StoredFile.id)
        .join(Activity, Activity.id == Evidence.activity_id)
        .where(
            StoredFile.id.in_(file_ids),
            Activity.id != but,
            Activity.state != ActivityState.VOID,
            sa.or_(Activity.state == ActivityState.SUBMITTED, seen),
        )
        .order_by(Activity.id)
        .limit(200)
    )
    found: dict[int, list[tuple[Activity, bool]]] = defaultdict(list)
    for file_id, activity, is_seen in session.execute(query):
        found[file_id].append((activity, is_seen))
    return found


def _use(is_same_file: bool, activity: Activity, is_seen: bool) -> Use:
    return Use(is_same_file, activity.id, activity.number if is_seen else None)
