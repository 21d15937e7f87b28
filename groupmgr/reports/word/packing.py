"""The file itself: the same report always gives the same bytes."""

import datetime as dt
import io
import zipfile

from docx.document import Document as File
from docx.opc.constants import RELATIONSHIP_TYPE

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(file: File, title: str, subject: str, author: str, day: dt.date) -> bytes:
    """Sign the file with what it is called, and write it without any trace of this moment."""
    facts, moment = file.core_properties, dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001
    facts.title, facts.subject = title, subject
    facts.author = facts.last_modified_by = author
    facts.language, facts.comments, facts.keywords, facts.revision = "zh-CN", "", "", 1
    facts.created = facts.modified = moment
    _drop_picture_of_the_template(file)
    written = io.BytesIO()
    file.save(written)
    return _undated(written)


def _drop_picture_of_the_template(file: File) -> None:
    links = file.part.package.rels
    for key in [key for key, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del links[key]


def _undated(content: io.BytesIO) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name), compresslevel=6)
    return packed.getvalue()
