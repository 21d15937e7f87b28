"""Take in what was posted from the form of an activity: its content, its files, its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath
from typing import IO

from flask import current_app, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.edit_form import ActivityForm
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.activities.service import drafting, evidence, remarking, submitting
from groupmgr.activities.service.loading import WHOLE
from groupmgr.extensions import db
from groupmgr.files.store import Store
from groupmgr.files.uploads import Upload, Uploads
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch
from groupmgr.web.answers import done


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why."""

    name: str
    reason: str


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
    sent = chain(_whole_files(), _uploads())
    refused = [one for file in sent if (one := _take(activity, file))]
    url = request.form.get("link", "").strip()
    if url:
        try:
            evidence.link(db.session(), actor(), activity, url)
        except NotAllowed:
            raise
        except RuleBroken as broken:
            refused.append(Refused(url, str(broken)))
    db.session.commit()
    return refused


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


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that came with the request, or before it piece by piece."""

    name: str
    content: IO[bytes]
    upload: Upload | None = None


def _whole_files() -> Iterator[Sent]:
    for file in request.files.getlist("files"):
        name = PurePath((file.filename or "").replace("\\", "/")).name
        if name:
            yield Sent(name, file.stream)


def _uploads() -> Iterator[Sent]:
    """Yield what came piece by piece and is whole; only the person who sent it can name it."""
    mine = Uploads.of(current_app.config["HOME"], actor().account_id)
    for token in request.form.getlist("uploads"):
        upload = mine.find(token)
        if upload is not None and upload.offset == upload.length:
            with upload.path.open("rb") as content:
                yield Sent(upload.name, content, upload)


def _take(activity: Activity, sent: Sent) -> Refused | None:
    store, refused = Store.under(current_app.config["HOME"]), None
    try:
        evidence.attach(db.session(), actor(), store, activity, sent.content, sent.name)
    except NotAllowed:
        raise
    except RuleBroken as broken:
        refused = Refused(sent.name, str(broken))
    if sent.upload is not None:
        db.session.commit()
        sent.upload.drop()
    return refused
