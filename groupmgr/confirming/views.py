"""What those who keep a record do: hand links to its parties, and settle what these answer."""

from collections.abc import Mapping

from flask import Blueprint, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.attributes import set_committed_value

from groupmgr.activities.models import Activity, Party
from groupmgr.activities.saving import whole
from groupmgr.confirming import inviting, proposals
from groupmgr.confirming.inviting import Asked
from groupmgr.confirming.models import Answer
from groupmgr.confirming.site import Site
from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done
from groupmgr.web.code import drawn

PARTY = "/g/<group>/activities/<int:key>/parties/<int:party_id>"

bp = Blueprint("confirming", __name__, url_prefix=PARTY)


@bp.post("/link")
@needs(Action.ACTIVITY_EDIT)
def invite(key: int, party_id: int) -> ResponseReturnValue:
    """Make a link for a party; the one it had ends."""
    inviting.invite(db.session(), actor(), party_of(whole(key), party_id), site())
    return done("链接已生成", url_for(".link", key=key, party_id=party_id))


@bp.get("/link")
@needs(Action.ACTIVITY_EDIT)
def link(key: int, party_id: int) -> ResponseReturnValue:
    """Show the link of a party: as words to send, and as a code to print."""
    party = party_of(whole(key), party_id)
    invitation = inviting.asked_of(db.session(), [party])[party.id].open_link
    address = site().link(invitation) if invitation else None
    if invitation is None or address is None:
        abort(404)
    return render_template(
        "confirming/link.html",
        activity=party.activity,
        party=party,
        expires_at=invitation.expires_at,
        address=address,
        drawn=drawn(address),
    )


@bp.post("/link/revoke")
@needs(Action.ACTIVITY_EDIT)
def revoke(key: int, party_id: int) -> ResponseReturnValue:
    """Take a link back."""
    inviting.revoke(db.session(), actor(), party_of(whole(key), party_id))
    return done("链接已撤销", url_for("activities.show", key=key))


@bp.post("/answers/<int:answer_id>/take")
@needs(Action.ACTIVITY_EDIT)
def take(key: int, party_id: int, answer_id: int) -> ResponseReturnValue:
    """Take over the figures that a party says are right."""
    activity = whole(key)
    party = party_of(activity, party_id)
    proposals.take(db.session(), actor(), party, _answer(party, answer_id))
    words = f"更正已采用，活动成为第 {activity.version} 版"
    return done(words, url_for("activities.show", key=key))


@bp.post("/answers/<int:answer_id>/reply")
@needs(Action.ACTIVITY_EDIT)
def reply(key: int, party_id: int, answer_id: int) -> ResponseReturnValue:
    """Leave the record as it is, and tell the party why."""
    party = party_of(whole(key), party_id)
    remark = request.form.get("remark", "")
    proposals.reply(db.session(), actor(), party, _answer(party, answer_id), remark)
    return done(f"已答复，请{party.unit.name}再核对一次", url_for("activities.show", key=key))


@bp.app_template_global()
def asked_of(activity: Activity) -> Mapping[int, Asked]:
    """Let the page of a record tell what its parties were asked and said."""
    return inviting.asked_of(db.session(), activity.parties)


@bp.app_template_global()
def proposal_of(party: Party, asked: Asked) -> list[str]:
    """Let the page of a record tell what a party wants changed."""
    answer = asked.answer
    return proposals.words(party, answer) if answer and proposals.is_open(party, answer) else []


@bp.app_template_global()
def objects(party: Party, asked: Asked) -> bool:
    """Let the page of a record tell whether the reporting unit has to settle an answer."""
    return asked.answer is not None and proposals.is_open(party, asked.answer)


def site() -> Site:
    """Return the installation as those reach it who look at this page."""
    return Site(current_app.config["SECRET_KEY"], current_app.config["SITE"] or request.url_root)


def party_of(activity: Activity, party_id: int) -> Party:
    """Return a party of a record loaded as a whole, which it holds on to."""
    found = next((one for one in activity.parties if one.id == party_id), None)
    if found is None:
        abort(404)
    set_committed_value(found, "activity", activity)
    return found


def _answer(party: Party, answer_id: int) -> Answer:
    answer = inviting.asked_of(db.session(), [party])[party.id].answer
    return answer if answer is not None and answer.id == answer_id else abort(404)
