"""Pages about agreements."""

from mimetypes import guess_extension

from flask import Blueprint, abort, current_app, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from groupmgr.extensions import db
from groupmgr.files.models import StoredFile
from groupmgr.files.service import keep
from groupmgr.files.store import Store
from groupmgr.groups.expiry import days_ahead
from groupmgr.journal.service import history
from groupmgr.kernel.clock import today
from groupmgr.members import crediting
from groupmgr.members.register_forms import DecisionForm
from groupmgr.policy import Action
from groupmgr.projects.agreement_forms import SECTIONS, AgreementForm, AmendForm, ScanForm
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.lists import AGREEMENTS
from groupmgr.projects.promise_views import bp as promise_pages
from groupmgr.projects.service import agreements, promises
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.registers import activities

bp = Blueprint("agreements", __name__, url_prefix="/g/<group>/agreements")
bp.register_blueprint(promise_pages)


@bp.get("/")
@needs(Action.PROJECT_VIEW)
def index() -> ResponseReturnValue:
    """List the agreements."""
    return AGREEMENTS.answer(agreements.listing(actor()), "projects/agreements.html")


@bp.get("/<int:agreement_id>")
@needs(Action.PROJECT_VIEW)
def show(agreement_id: int) -> ResponseReturnValue:
    """Show an agreement."""
    return _show(_fetch(agreement_id, Action.PROJECT_VIEW), DecisionForm())


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.PROJECT_EDIT)
def new() -> ResponseReturnValue:
    """Register an agreement, perhaps under the project it was opened from."""
    return _edit(Agreement(), AgreementForm(project_id=request.args.get("project", type=int)))


@bp.route("/<int:agreement_id>/edit", methods=["GET", "POST"])
@needs(Action.PROJECT_EDIT)
def edit(agreement_id: int) -> ResponseReturnValue:
    """Revise an agreement."""
    one = _fetch(agreement_id, Action.PROJECT_EDIT)
    party_ids = [p.unit_id for p in one.parties if p.unit_id != one.owner_unit_id]
    return _edit(one, AgreementForm(obj=one, party_ids=party_ids))


@bp.route("/<int:agreement_id>/amendments", methods=["GET", "POST"])
@needs(Action.PROJECT_EDIT)
def amend(agreement_id: int) -> ResponseReturnValue:
    """Enter what was agreed later."""
    one = _fetch(agreement_id, Action.PROJECT_EDIT)
    form = AmendForm(data={"amendments": one.amendments})
    if form.accepted(lambda facts: agreements.amend(db.session(), actor(), one, facts)):
        return done("补充协议已保存", url_for(".show", agreement_id=agreement_id))
    return render_template("projects/amendments.html", form=form, one=one)


@bp.post("/<int:agreement_id>/scan")
@needs(Action.PROJECT_EDIT)
def attach(agreement_id: int) -> ResponseReturnValue:
    """Take the scan of the signed paper."""
    one, form = _fetch(agreement_id, Action.PROJECT_EDIT), ScanForm()
    if form.accepted(
        lambda facts: agreements.attach(db.session(), actor(), one, _keep(facts["scan"]))
    ):
        return done("扫描件已上传", url_for(".show", agreement_id=agreement_id))
    return _show(_fetch(agreement_id, Action.PROJECT_EDIT), DecisionForm(formdata=None), form)


@bp.get("/<int:agreement_id>/scan")
@needs(Action.PROJECT_VIEW)
def scan(agreement_id: int) -> ResponseReturnValue:
    """Hand out the scan to those who may see the agreement."""
    one = _fetch(agreement_id, Action.PROJECT_VIEW)
    file = db.session.get(StoredFile, one.scan_id) if one.scan_id else None
    if file is None:
        abort(404)
    path = _store().path(file.shown.sha256)
    name = f"{one.name}{guess_extension(file.media_type) or ''}"
    return send_file(path, file.media_type, as_attachment=True, download_name=name)


@bp.post("/<int:agreement_id>/decide")
@needs(Action.PROJECT_DECIDE)
def decide(agreement_id: int) -> ResponseReturnValue:
    """Let the agreement count in this group, return it, or leave it out."""
    one, form = _fetch(agreement_id, Action.PROJECT_DECIDE), DecisionForm()
    if form.accepted(lambda facts: agreements.decide(db.session(), actor(), one, **facts)):
        words = f"已审核：{form.decision.data.label}"
        return done(words, url_for(".show", agreement_id=agreement_id))
    return _show(_fetch(agreement_id, Action.PROJECT_DECIDE), form)


@bp.post("/<int:agreement_id>/offer/<int:group_id>")
@needs(Action.PROJECT_EDIT)
def offer(agreement_id: int, group_id: int) -> ResponseReturnValue:
    """Offer the agreement to one more group of its unit."""
    agreements.offer(db.session(), actor(), _fetch(agreement_id, Action.PROJECT_EDIT), group_id)
    return done("已报送", url_for(".show", agreement_id=agreement_id))


def _fetch(agreement_id: int, action: Action) -> Agreement:
    return fetch(Agreement, agreement_id, action, *agreements.SHOWN)


def _edit(one: Agreement, form: AgreementForm) -> ResponseReturnValue:
    held = [(one.project.id, one.project.name)] if one.id and one.project else []
    form.project_id.offer([*held, *agreements.projects(db.session(), actor())])
    if form.accepted(lambda facts: agreements.save(db.session(), actor(), one, facts)):
        return done("协议已保存", url_for(".show", agreement_id=one.id))
    return render_template("projects/agreement_edit.html", form=form, one=one, sections=SECTIONS)


def _show(
    one: Agreement, form: DecisionForm, scan_form: ScanForm | None = None
) -> ResponseReturnValue:
    session, day = db.session(), today()
    promised = promises.of_agreement(session, one)
    kept = [key for each in promised for key in (k.activity_id for k in each.keepings) if key]
    return render_template(
        "projects/agreement.html",
        one=one,
        promised=[(each, each.state(day)) for each in promised],
        activities=activities().titles(session, actor(), kept),
        receipts=dict(promises.receipts(session, one)),
        form=form,
        scan_form=scan_form or ScanForm(formdata=None),
        validity=agreements.validity(one, day, days_ahead(session, actor().group_id, day)),
        credit=crediting.of_group(one, actor().group_id),
        groups_of_owner=crediting.groups_of_unit(db.session(), one.owner_unit_id),
        entries=history(db.session(), one),
        today=day,
    )


def _keep(upload: FileStorage) -> StoredFile:
    return keep(db.session(), _store(), upload.stream, upload.filename or "")


def _store() -> Store:
    return Store.under(current_app.config["HOME"])
