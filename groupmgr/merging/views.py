"""Pages on which two records are compared and merged."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.edit_form import registers
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.activities.saving import whole
from groupmgr.activities.service import offering
from groupmgr.activities.service.distinguishing import tell_apart
from groupmgr.extensions import db
from groupmgr.merging import comparing, joining, planning, preview, service
from groupmgr.merging.forms import merge_form
from groupmgr.merging.join_views import bp as joins
from groupmgr.merging.models import Merge
from groupmgr.policy import Action, may
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("merging", __name__, url_prefix="/g/<group>/activities")
bp.register_blueprint(joins)
HIDDEN = "（无权查看）"


@bp.get("/<int:key>/alike/<int:other_id>")
@needs(Action.ACTIVITY_EDIT)
def compare(key: int, other_id: int) -> ResponseReturnValue:
    """Show a record beside another that may tell of the same event."""
    activity, session, who = whole(key), db.session(), actor()
    found = comparing.candidate(session, who, activity, other_id)
    other = comparing.seen(session, who, other_id)
    known = other or found or abort(404)
    in_it = other is not None and joining.is_party(other, activity.owner_unit_id)
    return render_template(
        "merging/compare.html",
        activity=activity,
        other_id=other_id,
        found=found,
        number=known.number,
        rows=comparing.beside(session, activity, known),
        back=_page_of(activity),
        **_ways(activity, other, in_it=in_it),
    )


@bp.post("/<int:key>/alike/<int:other_id>/apart")
@needs(Action.ACTIVITY_EDIT)
def apart(key: int, other_id: int) -> ResponseReturnValue:
    """Remember that the two are different events."""
    activity = whole(key)
    tell_apart(db.session(), actor(), activity, other_id)
    if request.headers.get("HX-Request"):
        db.session.commit()
        return ""
    return done("已记下：不是同一项活动", _page_of(activity))


@bp.get("/<int:key>/alike")
@needs(Action.ACTIVITY_MERGE)
def look_up(key: int) -> ResponseReturnValue:
    """Go to the comparison with the record of a number as people quote it."""
    activity = whole(key)
    digits = request.args.get("number", "").strip().rpartition("-")[2]
    if not digits.isascii() or not digits.isdigit():
        return done("请填另一条记录的编号，如 HD-2024-00012", _page_of(activity))
    return redirect(url_for(".compare", key=activity.id, other_id=int(digits)))


@bp.route("/<int:gone_id>/merge/<int:kept_id>", methods=["GET", "POST"])
@needs(Action.ACTIVITY_MERGE)
def preview_merge(gone_id: int, kept_id: int) -> ResponseReturnValue:
    """Show all that a merge will do, and merge."""
    kept, gone = _both(kept_id, gone_id)
    service.refuse_unlike(db.session(), actor(), kept, gone)
    asked = planning.choices(kept, gone, _links(kept, gone))
    form = merge_form(asked)
    if form.accepted(
        lambda facts: service.merge(db.session(), actor(), kept, gone, asked=asked, **facts)
    ):
        return done("两条记录已合并", url_for("activities.show", key=kept_id))
    kept, gone = _both(kept_id, gone_id)
    return render_template("merging/preview.html", form=form, **_preview(kept, gone))


@bp.post("/merges/<int:merge_id>/undo")
@needs(Action.ACTIVITY_MERGE)
def undo(merge_id: int) -> ResponseReturnValue:
    """Make two records of one again."""
    merged = fetch(Merge, merge_id, Action.ACTIVITY_MERGE)
    service.undo(db.session(), actor(), merged)
    return done("合并已撤销，两条记录恢复原样", url_for("activities.show", key=merged.kept_id))


def _both(kept_id: int, gone_id: int) -> tuple[Activity, Activity]:
    kept = whole(kept_id, Action.ACTIVITY_MERGE)
    return kept, whole(gone_id, Action.ACTIVITY_MERGE)


def _ways(activity: Activity, other: Activity | None, *, in_it: bool) -> dict[str, bool]:
    """Return what can be done with two records that tell of the same event."""
    is_draft = activity.state is ActivityState.DRAFT
    handed_in = other is None or other.state is ActivityState.SUBMITTED
    both = activity.state is ActivityState.SUBMITTED and other is not None and handed_in
    foreign = other is None or other.owner_unit_id != activity.owner_unit_id
    return {
        "is_party": is_draft and handed_in and foreign and in_it,
        "may_join": is_draft and handed_in and foreign and not in_it,
        "may_merge": both and may(actor(), Action.ACTIVITY_MERGE),
    }


def _page_of(activity: Activity) -> str:
    page = "edit" if activity.state is ActivityState.DRAFT else "show"
    return url_for(f"activities.{page}", key=activity.id)


def _links(kept: Activity, gone: Activity) -> planning.Links:
    session, who = db.session(), actor()
    return {
        one.column: (
            one.label,
            one.name_of(session, who, kept) or HIDDEN,
            one.name_of(session, who, gone) or HIDDEN,
        )
        for one in registers()
    }


def _preview(kept: Activity, gone: Activity) -> dict[str, Any]:
    links, session = _links(kept, gone), db.session()
    asked = planning.choices(kept, gone, links)
    anew = preview.rises(kept, gone)
    groups = {
        group.id: group for one in (kept, gone) for group in offering.offered_groups(session, one)
    }
    return {
        "kept": kept,
        "gone": gone,
        "anew": anew,
        "may_rise": preview.may_rise(asked),
        "moves": preview.moves(kept, gone, links),
        "standings": preview.standings(kept, gone, anew=anew),
        "effects": preview.effects(kept, gone, actor().group_id, asked),
        "groups": groups,
    }


@bp.app_template_global()
def merges_of(activity: Activity) -> list[tuple[Merge, Activity, bool]]:
    """Let the page of a record tell with which it was merged, and whether that can be undone."""
    session = db.session()
    found = []
    for one in service.of_record(session, activity):
        other_id = one.gone_id if one.kept_id == activity.id else one.kept_id
        other = session.get_one(Activity, other_id)
        mine = one.group_id == actor().group_id and may(actor(), Action.ACTIVITY_MERGE)
        found.append((one, other, mine and service.can_undo(session, one)))
    return found
