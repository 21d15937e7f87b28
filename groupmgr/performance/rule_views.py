"""Pages of the charter's rules."""

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.groups import rules
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.clock import today
from groupmgr.performance.rule_forms import EndForm, RuleForm
from groupmgr.performance.rule_subjects import subject, unit
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("rules", __name__, url_prefix="/g/<group>/rules")


@bp.get("/")
@needs(Action.GROUP_VIEW)
def index() -> ResponseReturnValue:
    """Show the rules in force and those of the past."""
    book = rules.book(db.session(), actor(), today())
    return render_template(
        "performance/rules.html",
        book=book,
        kinds=list(RuleKind),
        words=rules.words,
        subject=subject,
        unit=unit,
        today=today(),
    )


@bp.route("/new/<kind>", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def new(kind: str) -> ResponseReturnValue:
    """Enter a rule."""
    chosen = next((one for one in RuleKind if one.value == kind), None) or abort(404)
    form = RuleForm.of(chosen)
    if form.accepted(lambda facts: rules.lay_down(db.session(), actor(), chosen, facts)):
        return done("规则已登记", url_for(".index"))
    return render_template("performance/rule_form.html", form=form, title=f"登记{chosen.label}规则")


@bp.route("/<int:rule_id>/end", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def end(rule_id: int) -> ResponseReturnValue:
    """End a rule on a day."""
    rule, form = fetch(Rule, rule_id, Action.GROUP_EDIT), EndForm()
    if form.accepted(lambda facts: rules.lift(db.session(), actor(), rule, **facts)):
        return done("规则已终止", url_for(".index"))
    title = f"终止规则：{subject(rule)} {rules.words(rule)}"
    return render_template("performance/rule_form.html", form=form, title=title)
