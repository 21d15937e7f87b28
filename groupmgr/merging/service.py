"""Make one record of two, and two again."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from groupmgr import policy
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.material import material_of
from groupmgr.activities.models import Activity
from groupmgr.activities.service import content, deciding, locking, versions
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.merging import copying, crediting, planning, snapshot
from groupmgr.merging.models import Merge
from groupmgr.merging.planning import Choice, Chosen
from groupmgr.policy import Action, Actor


def refuse_unlike(session: Session, actor: Actor, kept: Activity, gone: Activity) -> None:
    """Refuse two records that cannot be merged, as long as they cannot."""
    for one in (kept, gone):
        policy.require_on(session, actor, Action.ACTIVITY_MERGE, one)
        if one.state is not ActivityState.SUBMITTED:
            raise RuleBroken(f"{one.number} {one.state.label}，只有已提交的记录可以合并")
        locking.refuse_closed(session, one)
    if kept.id == gone.id:
        raise RuleBroken("请选择两条不同的记录")


def merge(
    session: Session,
    actor: Actor,
    kept: Activity,
    gone: Activity,
    *,
    asked: Sequence[Choice],
    chosen: Chosen,
    approves: bool = False,
) -> Merge:
    """Put all that one record says into the other, and void it; both loaded as a whole.

    `asked` is what `planning.choices` asks, `chosen` the answers. With
    `approves` the actor's group counts the merged record at once.
    """
    refuse_unlike(session, actor, kept, gone)
    planning.refuse_open(asked, chosen)
    keys = (kept.id, gone.id)
    before = snapshot.rows_of(session, keys)
    _take_over(session, actor, kept, gone, chosen)
    _void(session, actor, kept, gone)
    if approves and any(one.group_id == actor.group_id for one in kept.credits):
        deciding.decide(session, actor, kept, Decision.APPROVED, version=kept.version)
    session.flush()
    merged = Merge(
        kept_id=kept.id,
        gone_id=gone.id,
        group_id=actor.group_id,
        made_by_id=actor.account_id or None,
        before=before,
        after=snapshot.digest(snapshot.rows_of(session, keys)),
    )
    session.add(merged)
    session.flush()
    return merged


def undo(session: Session, actor: Actor, merged: Merge) -> None:
    """Make two records of one again, exactly as they were."""
    kept = session.get_one(Activity, merged.kept_id)
    gone = session.get_one(Activity, merged.gone_id)
    for one in (kept, gone):
        policy.require_on(session, actor, Action.ACTIVITY_MERGE, one)
        locking.refuse_closed(session, one)
    if merged.group_id != actor.group_id:
        raise RuleBroken("这两条记录由其他集团的秘书处合并，请由该集团撤销")
    if not can_undo(session, merged):
        raise RuleBroken("合并以后记录又有变化，不能撤销")
    was = [(one, journal.facts(one)) for one in (kept, gone)]
    snapshot.restore(session, (kept.id, gone.id), merged.before)
    merged.undone_at, merged.undone_by_id = now(), actor.account_id or None
    for one, before in was:
        journal.record(session, actor, "撤销合并", one, before=before)


def can_undo(session: Session, merged: Merge) -> bool:
    """Tell whether nothing else has changed either record since."""
    if merged.undone_at is not None:
        return False
    now_there = snapshot.rows_of(session, (merged.kept_id, merged.gone_id))
    return snapshot.digest(now_there) == merged.after


def of_record(session: Session, activity: Activity) -> Sequence[Merge]:
    """Return the merges that made the record what it is, the last one first."""
    mine = sa.or_(Merge.kept_id == activity.id, Merge.gone_id == activity.id)
    query = sa.select(Merge).where(mine, Merge.undone_at.is_(None))
    return session.scalars(query.order_by(Merge.id.desc())).all()


def _take_over(
    session: Session, actor: Actor, kept: Activity, gone: Activity, chosen: Chosen
) -> None:
    """Write what the other record says into the one that stays, which may get a new version."""
    was, counting = material_of(kept), crediting.counting_groups(gone)
    copying.rows(kept, gone)
    content.apply(kept, planning.facts(kept, gone, chosen))
    crediting.carry_confirmations(kept, gone)
    crediting.carry_credits(kept, gone)
    flag_modified(kept, "changed_at")
    # Each group in which the other counted shall look at it, even where this one does not change.
    versions.settle(session, actor, kept, was, anew=bool(counting))
    crediting.remember(session, actor, kept, gone)


def _void(session: Session, actor: Actor, kept: Activity, gone: Activity) -> None:
    before, whole = journal.facts(gone), journal.facts(kept)
    gone.state, gone.merged_into_id = ActivityState.VOID, kept.id
    gone.void_reason = f"与 {kept.number} 是同一项活动，已并入"
    journal.record(session, actor, "并入另一条记录", gone, before=before, reason=kept.number)
    journal.record(session, actor, "并入重复的记录", kept, before=whole, reason=gone.number)
