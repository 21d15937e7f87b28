"""How a request ends: a deed is committed, said and followed by a page; a file is handed out."""

import io
from pathlib import Path

from flask import Response, flash, redirect, send_file
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db

_OFFICE = "application/vnd.openxmlformats-officedocument"
#: What a file is, by the ending of its name, whatever the machine knows of it.
TYPES = {
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def done(message: str, address: str) -> ResponseReturnValue:
    """Commit what the request did, say so, and go on."""
    db.session.commit()
    flash(message)
    return redirect(address, 303)


def attachment(path: Path, name: str, media_type: str) -> Response:
    """Hand out a stored file to be saved; no browser opens it as a page of ours."""
    return send_file(path, media_type, as_attachment=True, download_name=name, max_age=0)


def written(content: bytes, name: str) -> Response:
    """Hand out what was written in the request; its ending says what it is."""
    kind = TYPES[Path(name).suffix]
    return send_file(io.BytesIO(content), kind, as_attachment=True, download_name=name)
