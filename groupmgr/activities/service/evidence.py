"""Files and links that prove a record or one of its figures."""

from collections.abc import Iterable, Mapping
from typing import IO, Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities import strength
from groupmgr.activities.asked import MEASURES
from groupmgr.activities.labels import ActivityState, EvidenceKind
from groupmgr.activities.models import Activity, Evidence
from groupmgr.activities.service import inside, locking
from groupmgr.files import service as files
from groupmgr.files.store import Store
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor

NAME_LENGTH = 120
URL_LENGTH = 500


def attach(
    session: Session, actor: Actor, store: Store, activity: Activity, file: IO[bytes], name: str
) -> Evidence:
    """Keep an uploaded file as evidence; refuse it with the reason."""
    _require_open(session, actor, activity)
    stored = files.keep(session, store, file, name)
    if any(one.file_id == stored.id for one in activity.evidence):
        raise RuleBroken(f"“{name}”已经传过")
    is_photo = stored.media_type.startswith("image/")
    kind = EvidenceKind.PHOTO if is_photo else _kind_by(name)
    facts = {"name": name[-NAME_LENGTH:], "kind": kind, "dated": stored.taken_on}
    proof = Evidence(file=stored, **facts)
    return _add(session, actor, activity, proof)


def also(session: Session, actor: Actor, activity: Activity, proof: Evidence) -> Evidence:
    """Let a piece prove one more figure: the first that no file proves yet, or what is chosen."""
    _require_open(session, actor, activity)
    bare = strength.unproved(activity)
    facts = {"file": proof.file, "url": proof.url, "kind": proof.kind, "dated": proof.dated}
    again = Evidence(name=proof.name, measure=bare[0] if bare else None, **facts)
    return _add(session, actor, activity, again)


def link(session: Session, actor: Actor, activity: Activity, url: str) -> Evidence:
    """Take an address in the web as evidence."""
    _require_open(session, actor, activity)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or "." not in parts.netloc:
        raise RuleBroken("请填完整的网址，以 http:// 或 https:// 开头", "link")
    if len(url) > URL_LENGTH:
        raise RuleBroken(f"网址最多 {URL_LENGTH} 个字符", "link")
    proof = Evidence(url=url, name=url[:NAME_LENGTH], kind=EvidenceKind.NEWS)
    return _add(session, actor, activity, proof)


def describe(
    session: Session, actor: Actor, activity: Activity, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Say of each piece (rows of id, kind, measure, dated) what it is and what it proves."""
    _require_open(session, actor, activity)
    held = {one.id: one for one in activity.evidence}
    with locking.guarded(session, activity):
        for row in rows:
            proof = held.get(row["id"])
            if proof is None:
                continue
            asked = MEASURES[activity.category]
            proof.measure = row["measure"] if row["measure"] in asked else None
            proof.kind, proof.dated = row["kind"], row["dated"]
    session.flush()


def remove(session: Session, actor: Actor, activity: Activity, proof: Evidence) -> None:
    """Take a piece away; what was handed in keeps at least one."""
    _require_open(session, actor, activity)
    is_last = len(activity.evidence) == 1
    if is_last and activity.state is ActivityState.SUBMITTED:
        raise RuleBroken("已提交的活动至少要有一份佐证，请先传新的再移除")
    with locking.guarded(session, activity):
        activity.evidence.remove(proof)
    before = journal.facts(activity)
    journal.record(session, actor, "移除佐证", activity, before=before, reason=proof.name)


def _require_open(session: Session, actor: Actor, activity: Activity) -> None:
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, activity)
    if activity.state is ActivityState.VOID:
        raise RuleBroken("已作废的活动不能修改")
    inside.refuse_waiting(session, actor, activity)


def _add(session: Session, actor: Actor, activity: Activity, proof: Evidence) -> Evidence:
    with locking.guarded(session, activity):
        activity.evidence.append(proof)
    before = journal.facts(activity)
    journal.record(session, actor, "添加佐证", activity, before=before, reason=proof.name)
    return proof


def _kind_by(name: str) -> EvidenceKind:
    """Guess from the name what a document is; the clerk sees it and may say otherwise."""
    words = {"签到": EvidenceKind.SIGN_IN_SHEET, "名册": EvidenceKind.ROSTER}
    words |= {kind.label.removesuffix("文件"): kind for kind in EvidenceKind}
    found = (kind for part, kind in words.items() if part in name)
    return next(found, EvidenceKind.OTHER)
