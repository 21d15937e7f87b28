"""Take an edition home in other forms."""

import io

from flask import Blueprint, abort, flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from groupmgr.downloads.views import begun, home
from groupmgr.extensions import db
from groupmgr.files.packing import plain
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action
from groupmgr.reports.compose.phrases import day
from groupmgr.reports.exports import evidence
from groupmgr.reports.exports.edition import told
from groupmgr.reports.exports.workbook import Told, workbook
from groupmgr.reports.making import document
from groupmgr.reports.models import Edition
from groupmgr.reports.seal import thaw, thaw_edits
from groupmgr.web.access import actor, fetch, group, needs
from groupmgr.web.workbook import XLSX

bp = Blueprint("exports", __name__, url_prefix="/<int:edition_id>")


@bp.get("/annexes.xlsx")
@needs(Action.REPORT_VIEW)
def annexes(edition_id: int) -> ResponseReturnValue:
    """Hand out the annexes as a workbook."""
    edition = _edition(edition_id)
    facts, edits = thaw(edition.facts or ""), thaw_edits(edition.edits)
    content = workbook(document(facts, edition.imprint, edits), _about(edition), edition.as_of)
    return send_file(io.BytesIO(content), XLSX, True, _name(edition, "附件", "xlsx"))


@bp.get("/edition.json")
@needs(Action.REPORT_VIEW)
def as_json(edition_id: int) -> ResponseReturnValue:
    """Hand out the whole edition for other programs; its schema is published beside it."""
    edition = _edition(edition_id)
    content = io.BytesIO(told(edition).encode())
    return send_file(content, "application/json", True, _name(edition, "", "json"))


@bp.post("/evidence")
@needs(Action.REPORT_VIEW)
def pack(edition_id: int) -> ResponseReturnValue:
    """Have the evidence packed that the person may see, chapter by chapter."""
    edition = _edition(edition_id)
    back = url_for("reports.show", edition_id=edition_id)
    try:
        job = evidence.ask(db.session(), actor(), home(), edition, back)
    except RuleBroken as broken:
        db.session.rollback()
        flash(str(broken))
        return redirect(back, 303)
    return begun(job)


def _edition(edition_id: int) -> Edition:
    edition = fetch(Edition, edition_id, Action.REPORT_VIEW)
    return edition if edition.facts is not None else abort(404)


def _about(edition: Edition) -> Told:
    """Say of which edition the sheets are, and on what they rest."""
    return (
        ("报告", f"{group().name}{edition.title}"),
        ("状态", edition.state.label),
        ("发文字号", edition.document_number or "—"),
        ("数据截止日", day(edition.as_of.isoformat(), with_year=True)),
        ("数据指纹", edition.seal or "—"),
        ("说明", "各表与报告附件逐行相同，取自这一稿存档的数据；以后记录有变化，本表不变。"),
    )


def _name(edition: Edition, what: str, ending: str) -> str:
    return plain(f"{group().name}{edition.title}{what}.{ending}", 120)
