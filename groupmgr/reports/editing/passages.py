"""Write passages: every version is kept, and of two writers neither loses a word."""

import re

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.errors import Conflict, RuleBroken
from groupmgr.policy import Actor
from groupmgr.reports.editing.draft import Draft
from groupmgr.reports.editing.gathering import draft_of
from groupmgr.reports.editing.keeping import Stand, keep, let_one_write, standing, versions
from groupmgr.reports.editing.models import Deed, Manuscript, Passage
from groupmgr.reports.editing.overlay import parent, walk
from groupmgr.reports.editing.service import require_section
from groupmgr.reports.editing.tokens import written
from groupmgr.reports.outline import Gap, Paragraph

LONGEST = 6000
_BLANKS = re.compile(r"[^\S\n]+")
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f\u200b-\u200d\ufeff]")


class Crossed(Conflict):
    """Somebody else wrote in the passage; both texts are here, and nothing was saved."""

    def __init__(self, theirs: Stand, mine: str) -> None:
        super().__init__(f"{theirs.author}刚改过这一段")
        self.theirs, self.mine = theirs, mine


def save(
    session: Session,
    actor: Actor,
    manuscript: Manuscript,
    key: str,
    words: str,
    revision: int,
    deed: Deed = Deed.WRITTEN,
) -> Stand:
    """Keep what was written; raise `Crossed` where another wrote since the revision was read."""
    require_section(session, actor, manuscript, key)
    draft = _locked(session, manuscript)
    proposed = proposal(draft, key)
    words = tidy(words)
    stand = standing(session, manuscript, key)
    same = words == (proposed if stand.words is None else stand.words)
    if same and deed is Deed.WRITTEN:
        return stand
    if revision != stand.revision:
        raise Crossed(stand, words)
    return _keep(session, actor, manuscript, draft, key, None if words == proposed else words, deed)


def propose(session: Session, actor: Actor, manuscript: Manuscript, key: str) -> Stand:
    """Let the passage be again as the records say."""
    require_section(session, actor, manuscript, key)
    draft = _locked(session, manuscript)
    return _keep(session, actor, manuscript, draft, key, None, Deed.PROPOSED)


def look_over(session: Session, actor: Actor, manuscript: Manuscript, key: str) -> Stand:
    """Say that the words are right with the figures of today, 已核."""
    require_section(session, actor, manuscript, key)
    draft, stand = _locked(session, manuscript), standing(session, manuscript, key)
    if stand.words is None:
        raise RuleBroken("这一段与记录所写一致，不需要核对")
    return _keep(session, actor, manuscript, draft, key, stand.words, Deed.CHECKED)


def restore(session: Session, actor: Actor, manuscript: Manuscript, key: str, number: int) -> Stand:
    """Bring an older version back as the newest."""
    require_section(session, actor, manuscript, key)
    draft = _locked(session, manuscript)
    every = {one.number: one for one in versions(session, manuscript, key)}
    older = every.get(number)
    if older is None or older.deed is Deed.CROSSED:
        raise RuleBroken("没有这一版，请刷新后再选")
    return _keep(session, actor, manuscript, draft, key, older.words, Deed.RESTORED)


def revisions(session: Session, manuscript: Manuscript) -> dict[str, int]:
    """Return how often each passage was saved."""
    query = sa.select(Passage.key, Passage.revision).where(Passage.manuscript_id == manuscript.id)
    return {row.key: row.revision for row in session.execute(query)}


def proposal(draft: Draft, key: str) -> str:
    """Return what the records propose for a passage; raise `RuleBroken` where none can stand."""
    for section in walk(draft.whole.sections):
        if section.key == parent(key):
            blocks = {block.key: block for block in section.blocks}
            return _proposed(draft, key) if _can_be_written(blocks.get(key), key) else _refuse()
    return _refuse()


def tidy(words: str) -> str:
    """Take out what browsers and Word put between letters, and empty lines."""
    plain = _UNSEEN.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (_BLANKS.sub(" ", line).strip() for line in plain.split("\n"))
    tidied = "\n".join(line for line in lines if line)
    if len(tidied) > LONGEST:
        raise RuleBroken(f"一段最多 {LONGEST} 字，请分成几段")
    return tidied


def _refuse() -> str:
    raise RuleBroken("这一段已不在报告里，请刷新后再写")


def _can_be_written(block: object, key: str) -> bool:
    return isinstance(block, Paragraph | Gap) or (block is None and key.endswith("/text"))


def _proposed(draft: Draft, key: str) -> str:
    for section in walk(draft.proposed.sections):
        for block in section.blocks:
            if block.key == key and isinstance(block, Paragraph):
                return written(block.runs)
    return ""


def _locked(session: Session, manuscript: Manuscript) -> Draft:
    let_one_write(session, manuscript)
    return draft_of(session, manuscript)


def _keep(
    session: Session,
    actor: Actor,
    manuscript: Manuscript,
    draft: Draft,
    key: str,
    words: str | None,
    deed: Deed,
) -> Stand:
    basis = draft.desk.basis(key, words) if words else ""
    return keep(session, actor, manuscript, key, words, basis, deed)
