"""Take in what was posted from the form of an activity: its content, its files, its end."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.edit_form import ActivityForm
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.activities.service import drafting, evidence, remarking, submitting
from groupmgr.activities.service.loading import WHOLE
from groupmgr.extensions import db
from groupmgr.files.sent_form import Refused, refused, take_all
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch
from groupmgr.web.answers import done


def whole(key: int, action: Action = Action.ACTIVITY_EDIT) -> Activity:
    """Return a record with all that hangs on it."""
    return fetch(Activity, key, action, *WHOLE)


def save(form: ActivityForm) -> bool:
    """Keep the content of the form, and what it says of the evidence."""
    activity, rows = form.activity, form.evidence.data

    def deed(facts: dict[str, object]) -> None:
        evidence.describe(db.session(), actor(), activity, rows)
        remarking.answer(db.session(), actor(), activity, _answers())
        drafting.save(db.session(), actor(), activity, facts)

    saved = form.accepted(deed)
    if saved:
        form.revision.data = str(activity.revision)
    return saved


def _answers() -> dict[int, str]:
    """Return what was typed as answers to remarks, by the key of each."""
    typed = ((name.removeprefix("answer-"), words) for name, words in request.form.items())
    return {int(key): words for key, words in typed if key.isdigit()}


def take_files(activity: Activity) -> list[Refused]:
    """Keep the posted files and the posted address; the refused ones keep none back."""
    session, who = db.session(), actor()
    problems = take_all(
        lambda store, file, name: evidence.attach(session, who, store, activity, file, name)
    )
    url = request.form.get("link", "").strip()
    if url:
        problem = refused(url, lambda: evidence.link(session, who, activity, url))
        problems += [problem] if problem else []
    db.session.commit()
    return problems


def finish(form: ActivityForm, key: int) -> ResponseReturnValue | None:
    """End a request whose content is saved as the pressed button says; nothing if it is refused."""
    deed = request.form.get("deed", "")
    if deed == "more":
        return done("草稿已保存", url_for("activities.edit", key=key))
    if deed != "submit":
        is_draft = whole(key).state is ActivityState.DRAFT
        return done("草稿已保存" if is_draft else "活动已保存", _page_after(key))
    if not form.also(lambda: submitting.submit(db.session(), actor(), whole(key))):
        return None
    checked = whole(key).state is ActivityState.CHECKING
    said = "已提交，等待本单位管理员审核" if checked else "已提交，等待集团秘书处审核"
    return done(said, _page_after(key))


def _page_after(key: int) -> str:
    return url_for("activities.show", key=key)
