"""What proof-reading says of a manuscript, and which advice people do not follow."""

import hashlib

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Actor
from groupmgr.reports.editing.gathering import find
from groupmgr.reports.editing.models import Manuscript, Waved
from groupmgr.reports.editing.service import require_section
from groupmgr.reports.proofing.findings import Finding, Severity

_LEAST = 2


def mark_of(finding: Finding) -> str:
    """Return what tells an advice from others while the words around it stay."""
    told = "\n".join((finding.key, finding.words, finding.said))
    return hashlib.sha256(told.encode()).hexdigest()


def wave(
    session: Session, actor: Actor, manuscript: Manuscript, finding: Finding, reason: str
) -> Waved:
    """Leave an advice aside, and say why; what must be put right cannot be waved."""
    require_section(session, actor, manuscript, finding.key)
    if finding.severity is Severity.MUST:
        raise RuleBroken("须改的问题不能忽略，请改好文字或背后的记录")
    if len(reason.strip()) < _LEAST:
        raise RuleBroken("请写明不采纳的理由", "reason")
    one = Waved(
        manuscript_id=manuscript.id,
        mark=mark_of(finding),
        words=finding.words,
        reason=reason.strip(),
        author_id=actor.account_id or None,
    )
    session.add(one)
    journal.record(session, actor, "不采纳校对建议", one, reason=one.reason)
    return one


def waved(session: Session, manuscript_id: int) -> frozenset[str]:
    """Return the marks of what was left aside."""
    return frozenset(
        session.scalars(sa.select(Waved.mark).where(Waved.manuscript_id == manuscript_id))
    )


def unwaved(
    session: Session, group_id: int, year: int, findings: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Return the findings on the report of a year that nobody left aside."""
    manuscript = find(session, group_id, year)
    gone = waved(session, manuscript.id) if manuscript else frozenset[str]()
    return tuple(one for one in findings if mark_of(one) not in gone)
