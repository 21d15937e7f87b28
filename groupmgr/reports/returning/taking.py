"""Let the manuscript have a heading or a caption that was written anew in Word."""

from sqlalchemy.orm import Session

from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Actor
from groupmgr.reports.compose.exhibits import chart_source, photos_of, source_of
from groupmgr.reports.editing import outlining, placing
from groupmgr.reports.editing.draft import Draft
from groupmgr.reports.editing.gathering import draft_of
from groupmgr.reports.editing.models import Manuscript
from groupmgr.reports.editing.overlay import parent, walk
from groupmgr.reports.returning.comparing import Change
from groupmgr.reports.returning.issued import unlabelled

# As many letters as the manuscript keeps of either.
_LONGEST = 120


def entitle(
    session: Session, actor: Actor, manuscript: Manuscript, change: Change, title: str
) -> None:
    """Rename a section, unless somebody renamed it since the file was written."""
    whole = draft_of(session, manuscript).whole
    stands = next((one.title for one in walk(whole.sections) if one.key == change.key), "")
    _check(title, stands, unlabelled("heading", change.was))
    outlining.entitle(session, actor, manuscript, change.key, title)


def caption(
    session: Session, actor: Actor, manuscript: Manuscript, change: Change, words: str
) -> None:
    """Write another caption, unless somebody wrote one since; what it stands with stays."""
    keys = (change.key, parent(change.key))
    one = next(filter(None, (placing.find(session, manuscript, key) for key in keys)), None)
    _check(words, (one.caption or one.basis) if one else change.was, change.was)
    if one is None:
        source = _source(draft_of(session, manuscript), change.key)
        one = placing.put_instead(session, actor, manuscript, source, change.key)
    placing.entitle(session, actor, manuscript, one.key, words)


def _check(words: str, stands: str, was: str) -> None:
    if len(words) > _LONGEST:
        raise RuleBroken(f"超过 {_LONGEST} 字，请在 Word 里改短再传")
    if stands not in (was, words):
        raise RuleBroken(f"文稿里已改为“{stands}”，没有带回；请看过文稿再改")


def _source(draft: Draft, key: str) -> str:
    """Return what the records show at a key: a chart, or one photo of a row."""
    for activity in draft.facts.activities:
        for sha256 in photos_of(activity):
            if key.endswith(f"/{sha256[:8]}"):
                return source_of(activity, sha256)
    return chart_source(key)
