"""A manuscript as one reader's page."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.policy import Action, Actor
from groupmgr.reports.editing.crossing import undecided
from groupmgr.reports.editing.gathering import draft_of
from groupmgr.reports.editing.models import Manuscript, Outline
from groupmgr.reports.editing.page import Page, Writer
from groupmgr.reports.editing.passages import revisions
from groupmgr.reports.editing.service import given
from groupmgr.reports.editing.waving import waved


def page_of(session: Session, actor: Actor, manuscript: Manuscript) -> Page:
    """Open a manuscript for somebody who may write at least a part of it."""
    office = policy.may_on(session, actor, Action.REPORT_BUILD, manuscript)
    draft = draft_of(session, manuscript)
    return Page(
        draft=draft,
        revisions=revisions(session, manuscript),
        writers=_writers(session, manuscript),
        sections=None if office else given(session, actor, manuscript),
        waved=waved(session, manuscript.id),
        undecided=undecided(session, manuscript, draft),
    )


def _writers(session: Session, manuscript: Manuscript) -> dict[str, Writer]:
    query = (
        sa.select(Outline)
        .where(Outline.manuscript_id == manuscript.id, Outline.writer_id.is_not(None))
        .options(joinedload(Outline.writer))
    )
    return {
        one.key: Writer(one.writer.id, one.writer.name, one.due_on)
        for one in session.scalars(query)
        if one.writer is not None
    }
