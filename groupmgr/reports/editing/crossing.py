"""待定: of two texts of one passage the second is kept beside it until somebody decides."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.policy import Actor
from groupmgr.reports.editing import passages
from groupmgr.reports.editing.draft import Draft
from groupmgr.reports.editing.gathering import draft_of, find
from groupmgr.reports.editing.keeping import Stand, keep_beside, let_one_write, versions
from groupmgr.reports.editing.models import Deed, Manuscript, Passage, Version
from groupmgr.reports.editing.overlay import parent, walk
from groupmgr.reports.editing.service import require_section


def set_aside(
    session: Session, actor: Actor, manuscript: Manuscript, key: str, words: str
) -> Version:
    """Keep what crossed with another's words, so that it outlives the page it was typed in."""
    require_section(session, actor, manuscript, key)
    let_one_write(session, manuscript)
    return keep_beside(session, actor, manuscript, key, passages.tidy(words))


def decide(
    session: Session,
    actor: Actor,
    manuscript: Manuscript,
    key: str,
    words: str,
    revision: int,
    seen: int,
) -> Stand:
    """Let a passage say one text, the other, or one made of both.

    `seen` is the number of the newest text beside it that was on the page: a
    later one stays open. Raise `Crossed` where the passage was written since.
    """
    stand = passages.save(session, actor, manuscript, key, words, revision, Deed.CHOSEN)
    for one in waiting(session, manuscript, key):
        if one.number <= seen:
            one.deed = Deed.ASIDE
    session.flush()
    return stand


def waiting(session: Session, manuscript: Manuscript, key: str) -> list[Version]:
    """Return the texts of a passage that are not decided on, the newest first."""
    every = versions(session, manuscript, key)
    return [one for one in every if one.deed is Deed.CROSSED]


def undecided(session: Session, manuscript: Manuscript, draft: Draft) -> Mapping[str, str]:
    """Return the passages of the report that nobody decided on, with who wrote beside each."""
    query = (
        sa.select(Passage.key, Version.author_name)
        .join(Version, Version.passage_id == Passage.id)
        .where(Passage.manuscript_id == manuscript.id, Version.deed == Deed.CROSSED)
        .order_by(Passage.key, Version.number)
    )
    placed = {section.key for section in walk(draft.whole.sections)}
    found: dict[str, list[str]] = {}
    for key, author in session.execute(query):
        if parent(key) in placed:
            found.setdefault(key, []).append(author)
    return {key: "、".join(authors) for key, authors in found.items()}


def undecided_of(session: Session, group_id: int, year: int) -> int:
    """Count the passages of a year's report that nobody decided on."""
    manuscript = find(session, group_id, year)
    if manuscript is None or manuscript.facts_at is None:
        return 0
    return len(undecided(session, manuscript, draft_of(session, manuscript)))
