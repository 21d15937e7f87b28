"""The rows behind a passage: how it stands, its versions, and the next one."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.clock import now
from groupmgr.policy import Actor
from groupmgr.reports.editing.models import BESIDE, Deed, Manuscript, Passage, Version

# Saves of one writer within this time are one version.
SITTING = dt.timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Stand:
    """A passage as it stands; `words` are `None` where it is as the records say."""

    key: str
    revision: int = 0
    words: str | None = None
    author: str = ""
    at: dt.datetime | None = None


def standing(session: Session, manuscript: Manuscript, key: str) -> Stand:
    """Return what a passage says now."""
    query = (
        sa.select(Passage.revision, Version)
        .join(Version, Version.passage_id == Passage.id)
        .where(Passage.manuscript_id == manuscript.id, Passage.key == key)
        .where(Version.deed.not_in(BESIDE))
        .order_by(Version.number.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return Stand(key)
    revision, last = row
    return Stand(key, revision, last.words, last.author_name, last.changed_at)


def versions(session: Session, manuscript: Manuscript, key: str) -> list[Version]:
    """Return all versions of a passage, the newest first."""
    here = Passage.manuscript_id == manuscript.id, Passage.key == key
    query = sa.select(Version).join(Passage, Passage.id == Version.passage_id).where(*here)
    return list(session.scalars(query.order_by(Version.number.desc())))


def let_one_write(session: Session, manuscript: Manuscript) -> None:
    """Let one writer at a time save: what is compared must not change before it is kept."""
    session.execute(
        sa.select(Manuscript.id).where(Manuscript.id == manuscript.id).with_for_update()
    )


def keep(
    session: Session,
    actor: Actor,
    manuscript: Manuscript,
    key: str,
    words: str | None,
    basis: str,
    deed: Deed,
) -> Stand:
    """Let a passage say this; what one person writes in one sitting is one version."""
    passage, every = _passage(session, manuscript, key), versions(session, manuscript, key)
    last = next((one for one in every if one.deed not in BESIDE), None)
    if last is not None and deed is Deed.WRITTEN and _same_sitting(last, actor):
        version = last
    else:
        version = _next(session, passage, every)
    _write(version, actor, words, deed)
    version.basis = basis
    passage.revision += 1
    session.flush()
    return Stand(key, passage.revision, words, version.author_name, version.changed_at)


def keep_beside(
    session: Session, actor: Actor, manuscript: Manuscript, key: str, words: str
) -> Version:
    """Keep words beside the text; of one person there is one such version at a time."""
    passage, every = _passage(session, manuscript, key), versions(session, manuscript, key)
    open_, me = (one for one in every if one.deed is Deed.CROSSED), actor.account_id or None
    version = next((one for one in open_ if one.author_id == me), None)
    version = version or _next(session, passage, every)
    _write(version, actor, words, Deed.CROSSED)
    session.flush()
    return version


def _next(session: Session, passage: Passage, every: list[Version]) -> Version:
    version = Version(passage_id=passage.id, number=every[0].number + 1 if every else 1)
    session.add(version)
    return version


def _write(version: Version, actor: Actor, words: str | None, deed: Deed) -> None:
    version.words, version.deed = words, deed
    version.author_id, version.author_name = actor.account_id or None, actor.name


def _same_sitting(last: Version, actor: Actor) -> bool:
    written_by_me = last.deed is Deed.WRITTEN and last.author_id == actor.account_id
    return written_by_me and now() - last.created_at < SITTING


def _passage(session: Session, manuscript: Manuscript, key: str) -> Passage:
    query = sa.select(Passage).where(Passage.manuscript_id == manuscript.id, Passage.key == key)
    passage = session.scalar(query)
    if passage is None:
        passage = Passage(manuscript_id=manuscript.id, key=key, revision=0)
        session.add(passage)
        session.flush()
    return passage
