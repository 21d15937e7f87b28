"""Ask the parties of a record by mail, and print a sheet on which each finds its code."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.models import Activity
from groupmgr.activities.saving import whole
from groupmgr.confirming import asking, inviting
from groupmgr.confirming.views import party_of, site
from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done
from groupmgr.web.code import drawn

bp = Blueprint("asking", __name__, url_prefix="/g/<group>/activities/<int:key>/asking")


@bp.post("/mail")
@needs(Action.ACTIVITY_EDIT)
def mail(key: int) -> ResponseReturnValue:
    """Write to every party that has an address and was not asked yet."""
    asked = asking.ask_all(db.session(), actor(), whole(key), site())
    return done(f"给 {len(asked)} 个单位发出确认邮件", url_for("activities.show", key=key))


@bp.post("/<int:party_id>/mail")
@needs(Action.ACTIVITY_EDIT)
def remind(key: int, party_id: int) -> ResponseReturnValue:
    """Write to one party, first or once more."""
    party = party_of(whole(key), party_id)
    asking.ask(db.session(), actor(), party, site())
    return done(f"给{party.unit.name}的邮件已发出", url_for("activities.show", key=key))


@bp.post("/sheet")
@needs(Action.ACTIVITY_EDIT)
def make_links(key: int) -> ResponseReturnValue:
    """Make the links that are missing for the sheet."""
    activity = whole(key)
    for party in inviting.to_ask(activity):
        inviting.open_link(db.session(), actor(), party, site())
    return done("签到表已生成，可以打印", url_for(".sheet", key=key))


@bp.get("/sheet")
@needs(Action.ACTIVITY_EDIT)
def sheet(key: int) -> ResponseReturnValue:
    """Show the sheet: each party with lines to sign and the code of its link."""
    activity = whole(key)
    codes = _codes(activity)
    return render_template("confirming/sheet.html", activity=activity, codes=codes)


def _codes(activity: Activity) -> dict[int, object]:
    asked = inviting.asked_of(db.session(), activity.parties)
    links = {key: one.open_link for key, one in asked.items()}
    found = {key: site().link(one) for key, one in links.items() if one is not None}
    return {key: drawn(address) for key, address in found.items() if address}
