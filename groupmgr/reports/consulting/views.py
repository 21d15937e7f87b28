"""Read an edition and comment on it; see all comments; answer them."""

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.reports.consulting import service
from groupmgr.reports.consulting.forms import AnswerForm, CommentForm
from groupmgr.reports.consulting.models import ANSWERS, Comment, Verdict
from groupmgr.reports.consulting.places import Place, places
from groupmgr.reports.models import Edition
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Unit, Words
from groupmgr.web.listing import Listing, View

bp = Blueprint("consulting", __name__)


@bp.get("/<int:edition_id>/read")
@needs(Action.COMMENT_VIEW)
def read(edition_id: int) -> ResponseReturnValue:
    """Show the text place by place, with the comments the person may see."""
    edition = _edition(edition_id)
    comments = service.of_edition(db.session(), actor(), edition)
    return render_template(
        "reports/consulting/read.html",
        edition=edition,
        places=places(edition, comments),
        whole=[one for one in comments if not one.anchor],
        heard={one.unit_id for one in comments},
        own=sorted(actor().unit_ids),
    )


@bp.route("/<int:edition_id>/comments/new", methods=["GET", "POST"])
@needs(Action.COMMENT_MAKE)
def new(edition_id: int) -> ResponseReturnValue:
    """Take a comment on one place, or on the whole."""
    edition, anchor = _edition(edition_id), request.args.get("at", "")
    place = _place(edition, anchor) if anchor else None
    form = CommentForm()
    if form.accepted(
        lambda facts: service.comment(db.session(), actor(), edition, anchor=anchor, **facts)
    ):
        address = url_for(".read", edition_id=edition_id, _anchor=anchor or "whole")
        return done("意见已提交，秘书处答复后在这里显示", address)
    return render_template("reports/consulting/new.html", edition=edition, place=place, form=form)


@bp.post("/<int:edition_id>/agree/<int:unit_id>")
@needs(Action.COMMENT_MAKE)
def agree(edition_id: int, unit_id: int) -> ResponseReturnValue:
    """Note that a unit has nothing to say."""
    service.agree(db.session(), actor(), _edition(edition_id), unit_id)
    return done("已答复：没有意见", url_for(".read", edition_id=edition_id))


@bp.get("/<int:edition_id>/comments")
@needs(Action.COMMENT_VIEW)
def index(edition_id: int) -> ResponseReturnValue:
    """List the comments with what became of them; the workbook is the 意见采纳情况表."""
    edition = _edition(edition_id)
    query = service.listing(actor()).where(Comment.edition_id == edition_id)
    return COMMENTS.answer(query, "reports/consulting/index.html", edition=edition)


@bp.route("/comments/<int:comment_id>", methods=["GET", "POST"])
@needs(Action.COMMENT_VIEW)
def show(comment_id: int) -> ResponseReturnValue:
    """Show one comment; the secretariat answers it here."""
    whole = (joinedload(Comment.edition), joinedload(Comment.unit))
    one = fetch(Comment, comment_id, Action.COMMENT_VIEW, *whole)
    form = AnswerForm(data={"verdict": one.verdict, "reason": one.reason})
    if form.accepted(lambda facts: service.answer(db.session(), actor(), one, **facts)):
        return done("已答复", url_for(".index", edition_id=one.edition_id, view="waiting"))
    return render_template(
        "reports/consulting/show.html",
        comment=one,
        form=form,
        changeable=one.edition.state in service.CHANGEABLE and one.verdict is not Verdict.NOTHING,
    )


def _edition(edition_id: int) -> Edition:
    edition = fetch(Edition, edition_id, Action.REPORT_VIEW)
    return edition if edition.facts is not None else abort(404)


def _place(edition: Edition, key: str) -> Place:
    found = (place for place in places(edition) if place.key == key)
    return next(found, None) or abort(404)


COMMENTS = Listing(
    name="意见采纳情况表",
    counted="条",
    order=(Comment.id,),
    columns=(
        Column(
            "words",
            "意见",
            lambda one: one.words,
            link=lambda one: url_for("reports.consulting.show", comment_id=one.id),
            under=lambda one: one.place,
        ),
        Column("place", "位置", lambda one: one.place, exported=True),
        Column("quoted", "原文", lambda one: one.quoted, exported=True),
        Column("unit", "单位", lambda one: one.unit.name),
        Column("author", "提出人", lambda one: one.author, exported=True),
        Column(
            "made", "提出时间", lambda one: one.created_at, sort=Comment.created_at, narrow=False
        ),
        Column("verdict", "处理", lambda one: one.standing, status=True),
        Column("reason", "说明或理由", lambda one: one.reason, narrow=False),
    ),
    conditions=(
        Words("q", "搜索", (Comment.words, Comment.place), "意见、位置"),
        Unit("unit", "单位", lambda unit_id: Comment.unit_id == unit_id),
        Choice("verdict", "处理", Verdict, lambda verdict: Comment.verdict == verdict),
    ),
    views=(
        View("waiting", "待答复", lambda: Comment.verdict.is_(None)),
        View("answered", "已答复", lambda: Comment.verdict.in_(ANSWERS)),
    ),
)
