"""One passage: all its versions, and the way to write without script."""

from typing import NamedTuple

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from groupmgr.activities.pins import differing
from groupmgr.extensions import db
from groupmgr.kernel.difference import Part
from groupmgr.policy import Action, Actor
from groupmgr.reports.editing import crossing, passages
from groupmgr.reports.editing.access_views import manuscript_of, page_address
from groupmgr.reports.editing.draft import Draft
from groupmgr.reports.editing.gathering import draft_of
from groupmgr.reports.editing.keeping import standing, versions
from groupmgr.reports.editing.models import BESIDE, Deed, Manuscript, Version
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("passages", __name__, url_prefix="/passage")


@bp.get("/")
@needs(Action.REPORT_WRITE)
def show(year: int) -> ResponseReturnValue:
    """Show the versions of a passage, each beside the one before it, and what is to be decided."""
    return _page(year, request.args.get("key", ""))


@bp.post("/write")
@needs(Action.REPORT_WRITE)
def write(year: int) -> ResponseReturnValue:
    """Keep what was written in a plain field; of one who comes second, keep it beside."""
    passage, revision = _passage(year), request.form.get("revision", 0, int)
    try:
        passages.save(*passage, revision)
    except passages.Crossed as crossed:
        return _beside(passage, crossed)
    return done("已保存", page_address(year, passage.key))


@bp.post("/decide")
@needs(Action.REPORT_WRITE)
def decide(year: int) -> ResponseReturnValue:
    """Take one of two texts, or one made of both."""
    passage, typed = _passage(year), request.form
    revision, seen = typed.get("revision", 0, int), typed.get("seen", 0, int)
    try:
        crossing.decide(*passage, revision, seen)
    except passages.Crossed as crossed:
        return _beside(passage, crossed)
    return done("已选定，另一份在“版本”里", page_address(year, passage.key))


@bp.post("/look-over")
@needs(Action.REPORT_WRITE)
def look_over(year: int) -> ResponseReturnValue:
    """Say that the words are right with the figures of today."""
    key = request.form.get("key", "")
    passages.look_over(db.session(), actor(), manuscript_of(year), key)
    return done("已核", page_address(year, key))


@bp.post("/propose")
@needs(Action.REPORT_WRITE)
def propose(year: int) -> ResponseReturnValue:
    """Let the passage be as the records say; the words are kept among the versions."""
    key = request.form.get("key", "")
    passages.propose(db.session(), actor(), manuscript_of(year), key)
    return done("已恢复为记录所写，改过的文字在“版本”里", page_address(year, key))


@bp.post("/strike")
@needs(Action.REPORT_WRITE)
def strike(year: int) -> ResponseReturnValue:
    """Leave the passage out."""
    manuscript, key = manuscript_of(year), request.form.get("key", "")
    revision = standing(db.session(), manuscript, key).revision
    passages.save(db.session(), actor(), manuscript, key, "", revision)
    return done("已删去这一段，文字在“版本”里", page_address(year, key))


@bp.post("/restore")
@needs(Action.REPORT_WRITE)
def restore(year: int) -> ResponseReturnValue:
    """Bring an older version back."""
    key, number = request.form.get("key", ""), request.form.get("number", 0, int)
    passages.restore(db.session(), actor(), manuscript_of(year), key, number)
    return done(f"已恢复第{number}版", page_address(year, key))


class _Passage(NamedTuple):
    """What the services ask for, as it was sent."""

    session: Session
    actor: Actor
    manuscript: Manuscript
    key: str
    words: str


def _passage(year: int) -> _Passage:
    key, words = request.form.get("key", ""), request.form.get("words", "")
    return _Passage(db.session(), actor(), manuscript_of(year), key, words)


def _beside(passage: _Passage, crossed: passages.Crossed) -> ResponseReturnValue:
    crossing.set_aside(*passage)
    db.session.commit()
    return _page(passage.manuscript.year, passage.key, f"{crossed}，您写的没有丢，请选定一份"), 409


def _page(year: int, key: str, told: str = "") -> str:
    """Show the words, what the records say, and each version beside the one before it."""
    session, manuscript = db.session(), manuscript_of(year)
    draft = draft_of(session, manuscript)
    proposed = passages.proposal(draft, key)
    stand, every = standing(session, manuscript, key), versions(session, manuscript, key)
    words = proposed if stand.words is None else stand.words
    return render_template(
        "reports/editing/passage.html",
        year=year,
        key=key,
        stand=stand,
        words=words,
        read=draft.read_out(key, words),
        proposed=proposed,
        drawn=[one.runs for one in draft.desk.paragraphs(key, proposed)],
        names=draft.names,
        versions=_compared(draft, key, every, draft.read_out(key, proposed)),
        waiting=[
            (one, differing(draft.read_out(key, words), draft.read_out(key, one.words or "")))
            for one in every
            if one.deed is Deed.CROSSED
        ],
        told=told,
    )


def _compared(
    draft: Draft, key: str, every: list[Version], proposed: str
) -> list[tuple[Version, list[Part]]]:
    """Put each version beside the one before it, the newest first; none follows what crossed."""
    was, found = proposed, []
    for one in reversed(every):
        is_now = proposed if one.words is None else draft.read_out(key, one.words)
        found.append((one, differing(was, is_now)))
        was = was if one.deed in BESIDE else is_now
    return found[::-1]
