"""Uploads that go on where a bad network broke them off; who begins one alone sees it.

The protocol is tus 1.0 (https://tus.io): core, creation, expiration, termination.
What came whole is taken in by the page for which it was sent, which names it by its token.
"""

import base64
import binascii
from collections.abc import Mapping
from email.utils import formatdate
from pathlib import PurePath

from flask import Blueprint, Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.files.kinds import LARGEST
from groupmgr.files.uploads import Upload, Uploads
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs

bp = Blueprint("uploads", __name__, url_prefix="/g/<group>/uploads")

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"


def mine() -> Uploads:
    """Return the uploads of the signed-in person."""
    return Uploads.of(current_app.config["HOME"], actor().account_id)


@bp.route("/", methods=["OPTIONS"], provide_automatic_options=False)
@needs(Action.ACTIVITY_EDIT)
def tell() -> ResponseReturnValue:
    """Say what this server can do."""
    extensions = "creation,expiration,termination"
    return _answer(
        204,
        {"Tus-Version": VERSION, "Tus-Extension": extensions, "Tus-Max-Size": str(LARGEST)},
    )


@bp.post("/")
@needs(Action.ACTIVITY_EDIT)
def begin() -> ResponseReturnValue:
    """Make room for a file."""
    _speak()
    length = request.headers.get("Upload-Length", "")
    if not (length.isascii() and length.isdigit()):
        return _answer(400, {}, "没有说明文件大小")
    try:
        upload = mine().begin(_name(), int(length))
    except RuleBroken as broken:
        return _answer(413, {}, str(broken))
    return _answer(201, {"Location": url_for(".go_on", token=upload.token)} | _until(upload))


@bp.route("/<token>", methods=["HEAD"], provide_automatic_options=False)
@needs(Action.ACTIVITY_EDIT)
def ask(token: str) -> ResponseReturnValue:
    """Say how much has come."""
    _speak()
    upload = _own(token)
    return _answer(200, {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.length)})


@bp.patch("/<token>")
@needs(Action.ACTIVITY_EDIT)
def go_on(token: str) -> ResponseReturnValue:
    """Take what comes next; it may come slowly, so nobody waits for our transaction."""
    db.session.commit()
    _speak()
    upload = _own(token)
    if request.mimetype != PIECE:
        return _answer(415, {}, "")
    if request.headers.get("Upload-Offset") != str(upload.offset):
        return _answer(409, {"Upload-Offset": str(upload.offset)}, "")
    offset = upload.append(request.stream, upload.offset)
    return _answer(204, {"Upload-Offset": str(offset)} | _until(upload))


@bp.delete("/<token>")
@needs(Action.ACTIVITY_EDIT)
def give_up(token: str) -> ResponseReturnValue:
    """Forget an upload."""
    _speak()
    _own(token).drop()
    return _answer(204, {})


def _speak() -> None:
    """Refuse another version of the protocol."""
    if request.headers.get("Tus-Resumable") != VERSION:
        abort(Response(status=412, headers={"Tus-Version": VERSION}))


def _own(token: str) -> Upload:
    return mine().find(token) or abort(404)


def _name() -> str:
    """Return the name of the file, without the folders it lay in."""
    pairs = (
        pair.strip().split(" ", 1) for pair in request.headers.get("Upload-Metadata", "").split(",")
    )
    told = {pair[0]: pair[-1] for pair in pairs}
    try:
        name = base64.b64decode(told.get("filename", "")).decode()
    except (binascii.Error, UnicodeDecodeError):
        name = ""
    return PurePath(name.replace("\\", "/")).name[-200:] or "文件"


def _until(upload: Upload) -> dict[str, str]:
    return {"Upload-Expires": formatdate(upload.expires_at, usegmt=True)}


def _answer(status: int, headers: Mapping[str, str], words: str = "") -> Response:
    said = {"Tus-Resumable": VERSION, **headers}
    return Response(words, status, said, content_type="text/plain; charset=utf-8")
