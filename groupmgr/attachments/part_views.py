"""The pages of the files of a part: looked at by readers, added and removed by keepers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from groupmgr.attachments import service
from groupmgr.attachments.models import Attachment
from groupmgr.attachments.service import Place
from groupmgr.extensions import db
from groupmgr.files import showing_views as showing
from groupmgr.files.sent_form import Refused, take_all
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

CHANGING = ("add", "remove")


def add_files(bp: Blueprint, place: Place) -> None:
    """Give a register the pages of the files of one of its parts, under `<name>_files`."""
    address = f"/<int:record_id>/{place.name}/<int:key>/files"
    own = Blueprint(f"{place.name}_files", __name__, url_prefix=address)
    one = "/<int:file_id>"
    for rule, name, view, action in (
        ("/", "index", _index, place.view),
        ("/", "add", _add, place.edit),
        (f"{one}/remove", "remove", _remove, place.edit),
        (one, "download", _download, place.view),
        (f"{one}/look", "look", _look, place.view),
        (f"{one}/thumbnail", "thumbnail", _thumbnail, place.view),
        (f"{one}/picture", "picture", _picture, place.view),
    ):
        methods = ["POST" if name in CHANGING else "GET"]
        own.add_url_rule(rule, name, needs(action)(_page(view, place)), methods=methods)
    bp.register_blueprint(own)


def _page(view: Callable[..., ResponseReturnValue], place: Place) -> Callable[..., Any]:
    """Return a page of its own, which can name the action that opens it."""

    @wraps(view)
    def page(**values: int) -> ResponseReturnValue:
        return view(place, **values)

    return page


def _index(place: Place, record_id: int, key: int) -> ResponseReturnValue:
    return _list(place, record_id, key, [])


def _add(place: Place, record_id: int, key: int) -> ResponseReturnValue:
    """Take several files at once; those that are refused keep none of the others back."""
    record, part = _whole(place, record_id, key, place.edit)
    session, who = db.session(), actor()
    refused = take_all(lambda *sent: service.attach(session, who, place, record, part, sent))
    db.session.commit()
    if not request.headers.get("HX-Request") and not refused:
        return done("文件已添加", url_for(".index", record_id=record_id, key=key))
    return _list(place, record_id, key, refused)


def _remove(place: Place, record_id: int, key: int, file_id: int) -> ResponseReturnValue:
    record, part = _whole(place, record_id, key, place.edit)
    gone = _one(place, part.id, file_id)
    service.remove(db.session(), actor(), place, record, part, gone)
    return done("文件已移除", url_for(".index", record_id=record_id, key=key))


def _download(place: Place, record_id: int, key: int, file_id: int) -> ResponseReturnValue:
    found = _seen(place, record_id, key, file_id)
    return showing.handed_out(found.file.shown, found.name)


def _look(place: Place, record_id: int, key: int, file_id: int) -> ResponseReturnValue:
    """Show what a file looks like before it is saved."""
    record, part = _whole(place, record_id, key, place.view)
    found = _one(place, part.id, file_id)
    return render_template(
        "attachments/look.html",
        one=found,
        preview=showing.preview(found.file),
        **_where(place, record, part),
    )


def _thumbnail(place: Place, record_id: int, key: int, file_id: int) -> ResponseReturnValue:
    return showing.thumbnail(_seen(place, record_id, key, file_id).file)


def _picture(place: Place, record_id: int, key: int, file_id: int) -> ResponseReturnValue:
    return showing.picture(_seen(place, record_id, key, file_id).file)


def _list(place: Place, record_id: int, key: int, refused: list[Refused]) -> ResponseReturnValue:
    record, part = _whole(place, record_id, key, place.view)
    fragment = request.method == "POST" and request.headers.get("HX-Request")
    return render_template(
        "attachments/list.html" if fragment else "attachments/index.html",
        files=service.of_part(db.session(), place, part),
        refused=refused,
        edit=place.edit.name,
        **_where(place, record, part),
    )


def _where(place: Place, record: Any, part: Any) -> dict[str, Any]:
    page = url_for(place.page, **{place.named: record.id})
    at = {"record_id": record.id, "key": part.id}
    return {"record": record, "words": place.words(part), "page": page, "at": at}


def _whole(place: Place, record_id: int, key: int, action: Any) -> tuple[Any, Any]:
    """Return a record that the person may take the action on, and its part."""
    record = fetch(place.record, record_id, action)
    mine = sa.select(place.part).where(
        place.part.id == key, getattr(place.part, place.key) == record.id
    )
    return record, db.session.scalar(mine) or abort(404)


def _seen(place: Place, record_id: int, key: int, file_id: int) -> Attachment:
    _, part = _whole(place, record_id, key, place.view)
    return _one(place, part.id, file_id)


def _one(place: Place, key: int, file_id: int) -> Attachment:
    mine = sa.select(Attachment).where(
        Attachment.id == file_id, getattr(Attachment, place.column) == key
    )
    found = db.session.scalar(mine.options(joinedload(Attachment.file)))
    return found if found is not None else abort(404)
