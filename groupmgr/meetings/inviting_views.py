"""Invite units, hand out their links, and put the code at the door."""

from flask import Blueprint, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.kernel.site import Site
from groupmgr.meetings.labels import Reply
from groupmgr.meetings.mandate_views import keep_mandate
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.public_views import is_open, reply_form
from groupmgr.meetings.reply_forms import ReplyForm
from groupmgr.meetings.service import agenda, attendance, door, inviting, reminding, replying
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.code import drawn

bp = Blueprint("inviting", __name__, url_prefix="/<int:meeting_id>")


@bp.get("/replies")
@needs(Action.MEETING_EDIT)
def replies(meeting_id: int) -> ResponseReturnValue:
    """List what the units answered, with the link of each that did not."""
    meeting = _meeting(meeting_id)
    rows = attendance.roll(db.session(), meeting)
    said = {one: [r for r in rows if r.reply and r.reply.said is one] for one in Reply}
    links = {row.id: inviting.link(site(), row) for row in rows}
    return render_template(
        "meetings/replies.html",
        meeting=meeting,
        rows=rows,
        said=said,
        links=links,
        units={row.unit_id: row.unit.name for row in rows},
        open=replying.is_open(meeting),
        unasked=[row for row in rows if inviting.is_unasked(row)],
        preview=reminding.preview(db.session(), meeting),
    )


@bp.post("/body")
@needs(Action.MEETING_EDIT)
def of_body(meeting_id: int) -> ResponseReturnValue:
    """Invite the units that sit in the body."""
    many = inviting.of_body(db.session(), actor(), _meeting(meeting_id))
    address = url_for("meetings.attendance.index", meeting_id=meeting_id)
    return done(f"已按机构名单邀请 {many} 家单位", address)


@bp.post("/links")
@needs(Action.MEETING_EDIT)
def make_links(meeting_id: int) -> ResponseReturnValue:
    """Give every unit its link."""
    many = inviting.make_links(db.session(), actor(), _meeting(meeting_id), site())
    return done(f"{many} 个链接已生成", url_for(".replies", meeting_id=meeting_id))


@bp.post("/mail")
@needs(Action.MEETING_EDIT)
def write(meeting_id: int) -> ResponseReturnValue:
    """Write to all units that neither answered nor were written to."""
    sent, without = inviting.write(db.session(), actor(), _meeting(meeting_id), site())
    words = f"给 {sent} 家单位发出邀请邮件" + (f"，{without} 家没有邮箱" if without else "")
    return done(words, url_for(".replies", meeting_id=meeting_id))


@bp.post("/remind")
@needs(Action.MEETING_EDIT)
def remind(meeting_id: int) -> ResponseReturnValue:
    """Write once more to the units that did not answer."""
    sent = reminding.remind_all(db.session(), actor(), _meeting(meeting_id), site())
    return done(f"给 {sent} 家单位发出提醒", url_for(".replies", meeting_id=meeting_id))


@bp.get("/links/<int:row_id>")
@needs(Action.MEETING_EDIT)
def link(meeting_id: int, row_id: int) -> ResponseReturnValue:
    """Show the link of a unit: as words to send, and as a code."""
    meeting, row = _meeting(meeting_id), seat(meeting_id, row_id)
    address = inviting.link(site(), row) or abort(404)
    return render_template(
        "meetings/link.html", meeting=meeting, row=row, address=address, drawn=drawn(address)
    )


@bp.route("/reply/<int:row_id>", methods=["GET", "POST"])
@needs(Action.MEETING_REPLY)
def reply(meeting_id: int, row_id: int) -> ResponseReturnValue:
    """Answer for a unit, in its account or for it in the office."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_VIEW)
    row = seat(meeting_id, row_id)
    form = reply_form(ReplyForm, row)

    def answer(facts: dict[str, object]) -> None:
        upload = facts.pop("mandate", None)
        replying.answer(db.session(), actor(), row, facts)
        keep_mandate(row, actor(), upload)

    if form.accepted(answer):
        return done("回执已提交", url_for("meetings.show", meeting_id=meeting_id))
    items = agenda.items(db.session(), meeting)
    facts = {"meeting": meeting, "row": row, "form": form, "items": items}
    return render_template("meetings/own_reply.html", open=is_open(row), **facts)


@bp.get("/door")
@needs(Action.MEETING_EDIT)
def code(meeting_id: int) -> ResponseReturnValue:
    """Show the code for the door, to be printed or projected."""
    meeting = _meeting(meeting_id)
    address = inviting.door(site(), meeting)
    return render_template(
        "meetings/door.html",
        meeting=meeting,
        address=address,
        drawn=drawn(address) if address else None,
        opens=meeting.starts_at - door.OPENS,
        closes=meeting.ends_at + door.CLOSES,
    )


@bp.post("/door")
@needs(Action.MEETING_EDIT)
def renew(meeting_id: int) -> ResponseReturnValue:
    """Make a new code."""
    inviting.renew_door(db.session(), actor(), _meeting(meeting_id), site())
    return done("签到二维码已生成", url_for(".code", meeting_id=meeting_id))


def seat(meeting_id: int, row_id: int) -> Attendance:
    """Return an invited unit to the office, or to those who act for the unit."""
    wanted = fetch(Attendance, row_id, Action.MEETING_REPLY)
    if wanted.meeting_id != meeting_id:
        abort(404)
    meeting = fetch(Meeting, meeting_id, Action.MEETING_VIEW)
    rows = attendance.roll(db.session(), meeting)
    return next(one for one in rows if one.id == row_id)


def site() -> Site:
    """Return the installation as those reach it who look at this page."""
    return Site(current_app.config["SECRET_KEY"], current_app.config["SITE"] or request.url_root)


def _meeting(meeting_id: int) -> Meeting:
    return fetch(Meeting, meeting_id, Action.MEETING_EDIT)
