"""The page of a re-election: the term, the ranks of all members and the posts of a body."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import selectinload

from groupmgr.extensions import db
from groupmgr.groups.models import Body
from groupmgr.kernel.labels import Label
from groupmgr.members import election_sheet, resolutions
from groupmgr.members.labels import PostTitle, Rank
from groupmgr.members.post_forms import ElectionForm
from groupmgr.members.service import reelection
from groupmgr.members.service.reelection import Election
from groupmgr.members.service.seats import SEATED
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("elections", __name__, url_prefix="/g/<group>/bodies/<int:body_id>/election")


@bp.route("/", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def elect(body_id: int) -> ResponseReturnValue:
    """Enter what was elected, all at once."""
    body, form = _fetch(body_id), ElectionForm()
    form.resolution_id.offer(resolutions.of_group(db.session(), actor().group_id))
    read = _read()
    if read is None and form.accepted(lambda facts: _elect(body, facts)):
        return done("换届已登记", url_for("bodies.index"))
    return _page(_fetch(body_id), form, read)


def _elect(body: Body, facts: dict[str, Any]) -> None:
    chosen = Election(**facts, ranks=_chosen("rank", Rank), titles=_chosen("post", PostTitle))
    reelection.elect(db.session(), actor(), body, chosen)


def _chosen(kind: str, labels: type[Label]) -> dict[int, Any]:
    """Return what was chosen in the tables, by the key of the row; an empty choice is nothing."""
    known = {one.value: one for one in labels}
    rows = ((name.partition("-"), value) for name, value in request.form.items())
    return {
        int(key): known.get(value)
        for (name, _, key), value in rows
        if name == kind and key.isdecimal() and (kind == "post" or value in known)
    }


def _read() -> election_sheet.Sheet | None:
    """Read the ranks from a workbook, where one was chosen; nothing is stored by it."""
    upload = request.files.get("workbook")
    if upload is None or not upload.filename:
        return None
    return election_sheet.read(upload.filename, upload.stream.read())


def _page(body: Body, form: ElectionForm, read: election_sheet.Sheet | None) -> ResponseReturnValue:
    ranked = body.kind in SEATED
    members = reelection.members(db.session(), actor()) if ranked else []
    ranks = election_sheet.fitted(read, members) if read else _chosen("rank", Rank)
    return render_template(
        "members/election.html",
        body=body,
        form=form,
        members=members,
        holders=reelection.holders(db.session(), body),
        ranks=ranks,
        titles=_chosen("post", PostTitle),
        read=read,
        unknown=election_sheet.unknown(read, members) if read else [],
        every_rank=list(Rank),
        every_title=list(PostTitle),
    )


def _fetch(body_id: int) -> Body:
    return fetch(Body, body_id, Action.GROUP_EDIT, selectinload(Body.terms))
