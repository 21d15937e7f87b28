"""The one way in which a deed ends: it is committed, said, and followed by a page."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db


def done(message: str, address: str) -> ResponseReturnValue:
    """Commit what the request did, say so, and go on."""
    db.session.commit()
    flash(message)
    return redirect(address, 303)
