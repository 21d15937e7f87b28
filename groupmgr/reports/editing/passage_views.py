"""One passage: all its versions, and the way to write without script."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from groupmgr.activities.pins import differing
from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.reports.editing import passages
from groupmgr.reports.editing.access_views import manuscript_of, page_address
from groupmgr.reports.editing.gathering import draft_of
from groupmgr.reports.editing.models import Deed
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("passages", __name__, url_prefix="/passage")


@bp.get("/")
@needs(Action.REPORT_WRITE)
def show(year: int) -> ResponseReturnValue:
    """Show the versions of a passage, each beside the one before it."""
    manuscript, key = manuscript_of(year), request.args.get("key", "")
    proposed = passages.proposal(draft_of(db.session(), manuscript), key)
    return _page(year, key, proposed)


@bp.post("/write")
@needs(Action.REPORT_WRITE)
def write(year: int) -> ResponseReturnValue:
    """Keep what was written in a plain field; to one who comes second, show both texts."""
    manuscript, key = manuscript_of(year), request.form.get("key", "")
    words, revision = request.form.get("words", ""), request.form.get("revision", 0, int)
    try:
        passages.save(db.session(), actor(), manuscript, key, words, revision)
    except passages.Crossed as crossed:
        proposed = passages.proposal(draft_of(db.session(), manuscript), key)
        return _page(year, key, proposed, crossed), 409
    return done("已保存", page_address(year, key))


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
    revision = passages.standing(db.session(), manuscript, key).revision
    passages.save(db.session(), actor(), manuscript, key, "", revision, Deed.WRITTEN)
    return done("已删去这一段，文字在“版本”里", page_address(year, key))


@bp.post("/restore")
@needs(Action.REPORT_WRITE)
def restore(year: int) -> ResponseReturnValue:
    """Bring an older version back."""
    key, number = request.form.get("key", ""), request.form.get("number", 0, int)
    passages.restore(db.session(), actor(), manuscript_of(year), key, number)
    return done(f"已恢复第{number}版", page_address(year, key))


def _page(year: int, key: str, proposed: str, crossed: passages.Crossed | None = None) -> str:
    """Show the words, what the records say, and each version beside the one before it."""
    manuscript = manuscript_of(year)
    draft = draft_of(db.session(), manuscript)
    stand = passages.standing(db.session(), manuscript, key)
    every = passages.versions(db.session(), manuscript, key)
    texts = [draft.read_out(key, proposed if one.words is None else one.words) for one in every]
    before = [*texts[1:], draft.read_out(key, proposed)] if every else []
    pairs = zip(every, before, texts, strict=True)
    return render_template(
        "reports/editing/passage.html",
        year=year,
        key=key,
        stand=stand,
        words=proposed if stand.words is None else stand.words,
        proposed=proposed,
        drawn=[one.runs for one in draft.desk.paragraphs(key, proposed)],
        names=draft.names,
        versions=[(one, differing(was, now)) for one, was, now in pairs],
        crossed=crossed,
    )
