"""Answer with a stored file: to be saved, or as we drew it."""

from pathlib import Path

from flask import Response, abort, current_app, send_file

from groupmgr.files import previews
from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store
from groupmgr.paths import resource_dir
from groupmgr.web.answers import attachment


def handed_out(file: StoredFile, name: str) -> Response:
    """Hand out a file as a download."""
    path = Store.under(current_app.config["HOME"]).path(file.sha256)
    if not path.is_file():
        abort(404)
    return attachment(path, name, file.media_type)


def preview(file: StoredFile) -> previews.Preview:
    """Return what a file looks like."""
    return previews.preview(current_app.config["HOME"], file)


def thumbnail(file: StoredFile | None) -> Response:
    """Answer a file as large as a finger."""
    home = current_app.config["HOME"]
    return _drawn(previews.thumbnail(home, file) if file else None)


def picture(file: StoredFile | None) -> Response:
    """Answer a file as large as a screen."""
    return _drawn(preview(file).picture if file else None)


def _drawn(path: Path | None) -> Response:
    """Answer a picture that we drew; where none could be drawn, one that says so."""
    if path is None:
        return send_file(resource_dir("static") / "no-preview.svg", "image/svg+xml")
    return send_file(path, "image/jpeg")
