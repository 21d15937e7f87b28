"""A manuscript read from the database: the facts it knows, and what was written over them."""

import json
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.errors import RuleBroken
from groupmgr.reports.compose.document import compose
from groupmgr.reports.editing import edits, models
from groupmgr.reports.editing.draft import Draft
from groupmgr.reports.editing.edits import NO_EDITS, Edits, Placed, Written
from groupmgr.reports.editing.models import (
    BESIDE,
    Manuscript,
    Outline,
    Passage,
    Version,
)
from groupmgr.reports.facts import Facts
from groupmgr.reports.outline import Document
from groupmgr.reports.seal import thaw


def draft_of(session: Session, manuscript: Manuscript) -> Draft:
    """Open a manuscript of which the records were read."""
    if manuscript.facts is None:
        raise RuleBroken("数据还在收集，请稍等片刻再编写")
    return Draft(*_opened(manuscript.facts), edits_of(session, manuscript.id))


def edits_of(session: Session, manuscript_id: int) -> Edits:
    """Read what people decided, in an order that is always the same."""
    return Edits(
        passages=_passages(session, manuscript_id),
        outline=_outline(session, manuscript_id),
        exhibits=_exhibits(session, manuscript_id),
    )


def edits_for(session: Session, group_id: int, year: int) -> Edits:
    """Read what people decided on the report of a year, if anybody ever did."""
    manuscript = find(session, group_id, year)
    return edits_of(session, manuscript.id) if manuscript else NO_EDITS


def find(session: Session, group_id: int, year: int) -> Manuscript | None:
    """Return the manuscript of a year."""
    query = sa.select(Manuscript).where(Manuscript.group_id == group_id, Manuscript.year == year)
    return session.scalar(query)


def _passages(session: Session, manuscript_id: int) -> tuple[Written, ...]:
    newest = (
        sa.select(sa.func.max(Version.number))
        .where(Version.passage_id == Passage.id, Version.deed.not_in(BESIDE))
        .correlate(Passage)
        .scalar_subquery()
    )
    query = (
        sa.select(Passage.key, Version.words, Version.basis)
        .join(Version, Version.passage_id == Passage.id)
        .where(Passage.manuscript_id == manuscript_id, Version.number == newest)
        .where(Version.words.is_not(None))
        .order_by(Passage.key)
    )
    return tuple(
        Written(key=key, words=words or "", basis=basis)
        for key, words, basis in session.execute(query)
    )


def _outline(session: Session, manuscript_id: int) -> tuple[Placed, ...]:
    query = sa.select(Outline).where(Outline.manuscript_id == manuscript_id).order_by(Outline.key)
    placed = (
        Placed(
            key=one.key,
            heading=one.heading or "",
            hidden=one.hidden,
            arranged=tuple(json.loads(one.arranged or "[]")),
            above=one.above,
        )
        for one in session.scalars(query)
    )
    return tuple(one for one in placed if one != Placed(key=one.key))


def _exhibits(session: Session, manuscript_id: int) -> tuple[edits.Exhibit, ...]:
    query = sa.select(models.Exhibit).where(models.Exhibit.manuscript_id == manuscript_id)
    return tuple(
        edits.Exhibit(
            key=one.key,
            above=one.above,
            source=one.source,
            caption=one.caption or "",
            basis=one.basis,
        )
        for one in session.scalars(query.order_by(models.Exhibit.key))
    )


@lru_cache(maxsize=4)
def _opened(frozen: str) -> tuple[Facts, Document]:
    """Keep the last few: facts never change, and reading them takes longer than a save may."""
    facts = thaw(frozen)
    return facts, compose(facts)
