"""Upload a Word file that was changed, look at the changes, take them over one by one."""

from pathlib import Path

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from groupmgr.extensions import db
from groupmgr.files.kinds import LARGEST
from groupmgr.files.store import Store
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action
from groupmgr.reports.editing.passages import Crossed
from groupmgr.reports.models import Edition
from groupmgr.reports.returning import service
from groupmgr.reports.returning.forms import ReturnForm
from groupmgr.reports.returning.models import ReturnedWord
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("returning", __name__)


@bp.route("/<int:edition_id>/returned", methods=["GET", "POST"])
@needs(Action.REPORT_BUILD)
def index(edition_id: int) -> ResponseReturnValue:
    """Take a file back, and list those that came."""
    edition = fetch(Edition, edition_id, Action.REPORT_BUILD)
    if edition.facts is None:
        abort(404)
    form, kept = ReturnForm(), []
    if form.accepted(lambda facts: kept.append(_take_back(edition, facts["file"]))):
        return done("已比对，请逐处选择要带回的改动", url_for(".show", returned_id=kept[0].id))
    files = service.of_edition(db.session(), edition)
    return render_template("reports/returning/index.html", edition=edition, form=form, files=files)


@bp.get("/returned/<int:returned_id>")
@needs(Action.REPORT_BUILD)
def show(returned_id: int) -> ResponseReturnValue:
    """Show what was changed in a file, passage by passage."""
    returned = _returned(returned_id)
    compared = service.opened(db.session(), _store(), returned)
    return render_template("reports/returning/show.html", found=compared, returned=returned)


@bp.post("/returned/<int:returned_id>/<mark>")
@needs(Action.REPORT_BUILD)
def take_over(returned_id: int, mark: str) -> ResponseReturnValue:
    """Let the manuscript say what the file says in one passage."""
    returned, revision = _returned(returned_id), request.form.get("revision", 0, int)
    address = url_for(".show", returned_id=returned_id, _anchor=mark)
    try:
        service.take_over(db.session(), actor(), _store(), returned, mark, revision)
    except Crossed as crossed:
        db.session.rollback()
        flash(f"{crossed}，没有带回。请看过文稿里的新文字，再决定是否带回")
        return redirect(address, 303)
    return done("已带回文稿", address)


def _take_back(edition: Edition, file: object) -> ReturnedWord:
    name, content = str(getattr(file, "filename", "")), file.read(LARGEST + 1)  # type: ignore[attr-defined]
    if len(content) > LARGEST:
        raise RuleBroken(f"文件超过 {LARGEST // 1024**2} MB，请去掉图片后再传", "file")
    return service.take_back(db.session(), actor(), _store(), edition, content, name)


def _returned(returned_id: int) -> ReturnedWord:
    edition = joinedload(ReturnedWord.edition).joinedload(Edition.word)
    whole = (edition, joinedload(ReturnedWord.file))
    returned = fetch(ReturnedWord, returned_id, Action.REPORT_BUILD, *whole)
    is_kept = _store().path(returned.file.sha256).is_file()
    return returned if is_kept and returned.edition.facts else abort(404)


def _store() -> Store:
    return Store.under(Path(current_app.config["HOME"]))
