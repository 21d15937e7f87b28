"""Pages on which a group keeps its own days off and worked weekends."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import Length

from groupmgr.extensions import db
from groupmgr.groups import holidays
from groupmgr.groups.holiday import DayKind, Holiday
from groupmgr.kernel.workdays import last_announced_year
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.fields import DateField, LabelField, Required, TextField
from groupmgr.web.forms import Form

bp = Blueprint("holidays", __name__, url_prefix="/g/<group>/holidays")


class HolidayForm(Form):
    """Some days, and what is done on them."""

    name = TextField("名称", [Required(), Length(max=120)], description="如 三月三、国庆节调休")
    kind = LabelField("安排", [Required()], codes=DayKind)
    first_on = DateField("开始日期", [Required()])
    last_on = DateField("结束日期", description="只有一天的空着")
    source = TextField(
        "依据", [Required(), Length(max=120)], description="文件名称和文号，或本集团的决定"
    )


@bp.get("/")
@needs(Action.GROUP_VIEW)
def index() -> ResponseReturnValue:
    """Show what was laid down."""
    found = holidays.book(db.session(), actor())
    return render_template("groups/holidays.html", found=found, known=last_announced_year())


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def new() -> ResponseReturnValue:
    """Enter some days."""
    return _edit(Holiday(), HolidayForm())


@bp.route("/<int:holiday_id>", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def edit(holiday_id: int) -> ResponseReturnValue:
    """Revise some days."""
    days = fetch(Holiday, holiday_id, Action.GROUP_EDIT)
    return _edit(days, HolidayForm(obj=days))


@bp.post("/<int:holiday_id>/drop")
@needs(Action.GROUP_EDIT)
def drop(holiday_id: int) -> ResponseReturnValue:
    """Take some days out."""
    holidays.drop(db.session(), actor(), fetch(Holiday, holiday_id, Action.GROUP_EDIT))
    return done("已删除", url_for(".index"))


def _edit(days: Holiday, form: HolidayForm) -> ResponseReturnValue:
    if form.accepted(lambda facts: holidays.save(db.session(), actor(), days, facts)):
        return done("节假日安排已保存", url_for(".index"))
    return render_template("groups/holiday_form.html", form=form, days=days)
