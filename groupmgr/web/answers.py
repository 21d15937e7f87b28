"""How a request ends: a deed is committed, said and followed by a page; a file is handed out."""

from pathlib import Path

from flask import Response, flash, redirect, send_file
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db


def done(message: str, address: str) -> ResponseReturnValue:
    """Commit what the request did, say so, and go on."""
    db.session.commit()
    flash(message)
    return redirect(address, 303)


def attachment(path: Path, name: str, media_type: str) -> Response:
    """Hand out a stored file to be saved; no browser opens it as a page of ours."""
    return send_file(path, media_type, as_attachment=True, download_name=name, max_age=0)
