"""Pages on which the secretariat checks applications and takes units in."""

from mimetypes import guess_extension

from flask import Blueprint, abort, current_app, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from groupmgr.admission import deciding
from groupmgr.admission.deciding import Entry
from groupmgr.admission.forms import AdmissionForm, ApprovalForm
from groupmgr.admission.links import link
from groupmgr.admission.lists import APPLICATIONS
from groupmgr.admission.models import Application
from groupmgr.admission.workflow import FLOW, Step
from groupmgr.confirming.views import site
from groupmgr.extensions import db
from groupmgr.files.store import Store
from groupmgr.journal.service import history
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, group, needs
from groupmgr.web.answers import done
from groupmgr.web.filters import date_cn
from groupmgr.web.forms import Form

bp = Blueprint("admission", __name__, url_prefix="/g/<group>/applications")


@bp.get("/")
@needs(Action.MEMBER_EDIT)
def index() -> ResponseReturnValue:
    """List the applications."""
    address = url_for("joining.apply", code=group().code, _external=True)
    return APPLICATIONS.answer(deciding.listing(actor()), "admission/index.html", address=address)


@bp.get("/<int:application_id>")
@needs(Action.MEMBER_EDIT)
def show(application_id: int) -> ResponseReturnValue:
    """Show an application with what can be done next."""
    one = _fetch(application_id)
    return render_template(
        "admission/show.html",
        one=one,
        steps=FLOW.steps(one.state),
        step=Step,
        known=deciding.known(db.session(), one) if one.closed_at is None else None,
        doubts=deciding.doubts(one),
        address=link(site(), one),
        entries=history(db.session(), one),
    )


@bp.post("/<int:application_id>/<any(take, return, 'put-forward', refuse):step>")
@needs(Action.MEMBER_EDIT)
def advance(application_id: int, step: str) -> ResponseReturnValue:
    """Take a step that needs no more than a reason."""
    one, chosen = _fetch(application_id), Step.of_code(step)
    deciding.advance(db.session(), actor(), one, chosen, request.form.get("reason", ""))
    return done(f"已{chosen.label.removeprefix('开始')}", _address(one))


@bp.route("/<int:application_id>/approve", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def approve(application_id: int) -> ResponseReturnValue:
    """Link the resolution that took the unit in."""
    one, form = _fetch(application_id), ApprovalForm()
    form.resolution_id.offer(
        (found.id, f"{found.number}　{date_cn(meeting.day)}{meeting.title}：{found.text[:40]}")
        for found, meeting in deciding.resolutions(db.session(), actor())
    )
    if form.accepted(lambda facts: deciding.approve(db.session(), actor(), one, **facts)):
        return done("审议结果已登记", _address(one))
    return _page("登记审议通过", "登记审议结果", form, _fetch(application_id))


@bp.route("/<int:application_id>/admit", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def admit(application_id: int) -> ResponseReturnValue:
    """Enter the unit on the roll."""
    one, form = _fetch(application_id), AdmissionForm()
    if form.accepted(lambda facts: deciding.admit(db.session(), actor(), one, Entry(**facts))):
        return done("已成为成员单位", url_for("members.show", unit_id=one.unit_id))
    return _page("办结入会手续", "登记为成员", form, _fetch(application_id))


@bp.get("/<int:application_id>/letter")
@needs(Action.MEMBER_EDIT)
def letter(application_id: int) -> ResponseReturnValue:
    """Hand out the application letter."""
    one = _fetch(application_id)
    if one.letter is None:
        abort(404)
    path = Store.under(current_app.config["HOME"]).path(one.letter.sha256)
    name = f"{one.name}入会申请书{guess_extension(one.letter.media_type) or ''}"
    return send_file(path, one.letter.media_type, as_attachment=True, download_name=name)


@bp.app_template_global()
def applications_waiting() -> int:
    """Let the page of the members tell how many applications wait."""
    return deciding.waiting(db.session(), actor())


def _fetch(application_id: int) -> Application:
    return fetch(Application, application_id, Action.MEMBER_EDIT, *deciding.SHOWN)


def _address(one: Application) -> str:
    return url_for(".show", application_id=one.id)


def _page(title: str, submit: str, form: Form, one: Application) -> ResponseReturnValue:
    return render_template("admission/step.html", title=title, submit=submit, form=form, one=one)
