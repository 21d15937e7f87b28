"""Pages on which a group keeps the reasons for which it returns or excludes records."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag
from wtforms.validators import Length

from groupmgr.activities.places import PLACES
from groupmgr.activities.review_forms import FOR
from groupmgr.extensions import db
from groupmgr.groups import reasons
from groupmgr.groups.reason import Reason
from groupmgr.kernel.clock import today
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.fields import DateField, LabelField, Required, TextField
from groupmgr.web.forms import Form
from groupmgr.web.unit_choices import BLANK

bp = Blueprint("reasons", __name__, url_prefix="/g/<group>/reasons")


class ReasonForm(Form):
    """A reason in short words, for one decision."""

    decision = LabelField("用于", [Required()], codes=FOR)
    words = TextField("理由", [Required(), Length(max=60)], description="如 签到表缺页")
    place = SelectField(
        "关于",
        choices=[SelectChoice(place, words) for place, words in PLACES.items()],
        description="审核时选了这条理由，批注就加在这一项上",
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        offered = (SelectChoice(one.value, words) for one, words in FOR.items())
        self.decision.choices = [BLANK, *offered]


class EndForm(Form):
    """The last day on which a reason is given."""

    valid_until = DateField("最后使用日", [Required()], default=today)


@bp.get("/")
@needs(Action.GROUP_VIEW)
def index() -> ResponseReturnValue:
    """Show the reasons, the ended ones last."""
    found = reasons.book(db.session(), actor())
    ended = [one for one in found if one.valid_until and one.valid_until < today()]
    return render_template(
        "activities/reasons.html",
        kinds=FOR,
        places=PLACES,
        reasons=[one for one in found if one not in ended],
        ended=ended,
    )


@bp.post("/begin")
@needs(Action.GROUP_EDIT)
def begin() -> ResponseReturnValue:
    """Take over the reasons with which a new group begins."""
    reasons.begin(db.session(), actor())
    return done("已采用建议的理由，可以增加或者终止", url_for(".index"))


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def new() -> ResponseReturnValue:
    """Enter a reason."""
    form = ReasonForm()
    if form.accepted(lambda facts: reasons.add(db.session(), actor(), **facts)):
        return done("理由已登记", url_for(".index"))
    return render_template("activities/reason_form.html", form=form, title="登记审核理由")


@bp.route("/<int:reason_id>/end", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def end(reason_id: int) -> ResponseReturnValue:
    """End a reason on a day."""
    reason, form = fetch(Reason, reason_id, Action.GROUP_EDIT), EndForm()
    if form.accepted(lambda facts: reasons.end(db.session(), actor(), reason, **facts)):
        return done("理由已终止", url_for(".index"))
    title = f"终止理由：{reason.words}"
    return render_template("activities/reason_form.html", form=form, title=title)
