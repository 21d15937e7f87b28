"""Take in the files that a form sent, with the request or before it piece by piece."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath
from typing import IO

from flask import current_app, request

from groupmgr.extensions import db
from groupmgr.files.store import Store
from groupmgr.files.uploads import Upload, Uploads
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.web.access import actor

# Keeps the content of a file under its name, or refuses it.
Keep = Callable[[Store, IO[bytes], str], object]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent; what came piece by piece is dropped once it is taken."""

    name: str
    content: IO[bytes]
    upload: Upload | None = None


def take_all(keep: Keep) -> list[Refused]:
    """Keep every file that was sent; those that are refused keep none of the others back."""
    sent = chain(_whole_files(), _uploads())
    return [one for file in sent if (one := _take(keep, file))]


def refused(name: str, deed: Callable[[], object]) -> Refused | None:
    """Do what takes one thing in, and return the reason where a rule refuses it."""
    try:
        deed()
    except NotAllowed:
        raise
    except RuleBroken as broken:
        return Refused(name, str(broken))
    return None


def _take(keep: Keep, sent: Sent) -> Refused | None:
    store = Store.under(current_app.config["HOME"])
    problem = refused(sent.name, lambda: keep(store, sent.content, sent.name))
    if sent.upload is not None:
        db.session.commit()
        sent.upload.drop()
    return problem


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
