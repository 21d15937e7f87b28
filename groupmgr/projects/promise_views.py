"""Pages about the promises in an agreement and what kept them."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.projects.agreement_forms import PromiseForm, keep_form
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.promises import Promise
from groupmgr.projects.service import agreements, promises
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.registers import activities

bp = Blueprint("promises", __name__)


@bp.route("/<int:agreement_id>/promises", methods=["GET", "POST"])
@needs(Action.PROJECT_EDIT)
def edit(agreement_id: int) -> ResponseReturnValue:
    """Enter what the parties promised."""
    one = fetch(Agreement, agreement_id, Action.PROJECT_EDIT, *agreements.SHOWN)
    held = promises.of_agreement(db.session(), one)
    form = PromiseForm(data={"promises": list(held)})
    if form.accepted(lambda facts: promises.promise(db.session(), actor(), one, facts)):
        return done("承诺已保存", url_for("agreements.show", agreement_id=agreement_id))
    return render_template("projects/promises.html", form=form, one=one)


@bp.route("/promises/<int:promise_id>", methods=["GET", "POST"])
@needs(Action.PROJECT_EDIT)
def keep(promise_id: int) -> ResponseReturnValue:
    """Enter what kept a promise."""
    session, who = db.session(), actor()
    promised = fetch(Promise, promise_id, Action.PROJECT_EDIT, *promises.SHOWN)
    one = fetch(Agreement, promised.agreement_id, Action.PROJECT_EDIT, *agreements.SHOWN)
    together = activities().choices(session, who, {party.unit_id for party in one.parties})
    named = [key for key in (kept.activity_id for kept in promised.keepings) if key]
    offered = [*activities().titles(session, who, named).items(), *together]
    paid = promises.receipts(session, one)
    form = keep_form(offered, paid, promised.keepings)
    keys = {key for key, _ in offered}
    if form.accepted(lambda facts: promises.keep(db.session(), actor(), promised, facts, keys)):
        return done("兑现记录已保存", url_for("agreements.show", agreement_id=one.id))
    return render_template("projects/keepings.html", form=form, one=one, promised=promised)
