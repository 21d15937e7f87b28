"""What those who keep a record do: send links to its parties, and take over what these correct."""

from collections.abc import Mapping

import segno
from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from groupmgr.activities.models import Activity, Party
from groupmgr.activities.saving import whole
from groupmgr.confirming import inviting, proposals
from groupmgr.confirming.inviting import Asked
from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

PARTY = "/g/<group>/activities/<int:key>/parties/<int:party_id>"

bp = Blueprint("confirming", __name__, url_prefix=PARTY)


@bp.post("/link")
@needs(Action.ACTIVITY_EDIT)
def invite(key: int, party_id: int) -> ResponseReturnValue:
    """Make a link for a party and show it once."""
    activity = whole(key)
    party = _party(activity, party_id)
    invitation, secret = inviting.invite(db.session(), actor(), party)
    db.session.commit()
    address = url_for("answers.answer", secret=secret, _external=True)
    drawn = segno.make(address, error="m").svg_inline(scale=6, omitsize=True, svgclass="gm-qr")
    activity = whole(key)
    return render_template(
        "confirming/link.html",
        activity=activity,
        party=_party(activity, party_id),
        expires_at=invitation.expires_at,
        address=address,
        drawn=Markup(drawn),  # noqa: S704  # drawn here, from an address of ours
    )


@bp.post("/link/revoke")
@needs(Action.ACTIVITY_EDIT)
def revoke(key: int, party_id: int) -> ResponseReturnValue:
    """Take a link back."""
    activity = whole(key)
    inviting.revoke(db.session(), actor(), _party(activity, party_id))
    return done("链接已撤销", url_for("activities.show", key=key))


@bp.post("/answers/<int:answer_id>/take")
@needs(Action.ACTIVITY_EDIT)
def take(key: int, party_id: int, answer_id: int) -> ResponseReturnValue:
    """Take over the figures that a party says are right."""
    activity = whole(key)
    party = _party(activity, party_id)
    answer = inviting.asked_of(db.session(), activity)[party.id].answer
    if answer is None or answer.id != answer_id:
        abort(404)
    proposals.take(db.session(), actor(), party, answer)
    words = f"更正已采用，活动成为第 {activity.version} 版"
    return done(words, url_for("activities.show", key=key))


@bp.app_template_global()
def asked_of(activity: Activity) -> Mapping[int, Asked]:
    """Let the page of a record tell what its parties were asked and said."""
    return inviting.asked_of(db.session(), activity)


@bp.app_template_global()
def proposal_of(party: Party, asked: Asked) -> list[str]:
    """Let the page of a record tell what a party wants changed."""
    answer = asked.answer
    return proposals.words(party, answer) if answer and proposals.is_open(party, answer) else []


def _party(activity: Activity, party_id: int) -> Party:
    found = next((one for one in activity.parties if one.id == party_id), None)
    return found or abort(404)
