"""The calendar of a person: its address on a page, and what stands behind it."""

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import csrf, db, limiter
from groupmgr.meetings.inviting_views import site
from groupmgr.meetings.public_views import FENCE
from groupmgr.meetings.service import calendar
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("calendar", __name__)
feed = Blueprint("feed", __name__)
csrf.exempt(feed)


@bp.get("/account/calendar")
@needs(Action.PROFILE)
def show() -> ResponseReturnValue:
    """Show the address to be entered in a calendar program."""
    address = calendar.address(db.session(), actor().account_id, site())
    return render_template("meetings/calendar.html", address=address)


@bp.post("/account/calendar")
@needs(Action.PROFILE)
def renew() -> ResponseReturnValue:
    """Make a new address."""
    calendar.renew(db.session(), actor().account_id, site())
    return done("日历地址已生成", url_for(".show"))


@feed.get("/calendar/<secret>.ics")
@needs(Action.MEETING_BY_LINK)
@limiter.limit(FENCE)
def read(secret: str) -> ResponseReturnValue:
    """Hand the meetings to the calendar program of whoever holds the address."""
    account = calendar.owner(db.session(), secret) or abort(404)
    found = calendar.meetings(db.session(), account)
    content = calendar.written(db.session(), found, request.host.partition(":")[0])
    answer = Response(content, mimetype="text/calendar")
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
