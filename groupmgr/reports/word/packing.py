"""The file itself: the same report always gives the same bytes.

Its text is written as it is, next to what python-docx makes of the rest: to read
tens of thousands of paragraphs into a tree and to move them there costs more
than to write them.
"""

import datetime as dt
import io
import zipfile

from docx.document import Document as File
from docx.opc.constants import RELATIONSHIP_TYPE

from groupmgr.reports.word.marks import NAMESPACES

_EPOCH = (1980, 1, 1, 0, 0, 0)
_TEXT = "word/document.xml"


def pack(file: File, body: str, title: str, subject: str, author: str, day: dt.date) -> bytes:
    """Sign the file with what it is called, and write it without any trace of this moment."""
    facts, moment = file.core_properties, dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001
    facts.title, facts.subject = title, subject
    facts.author = facts.last_modified_by = author
    facts.language, facts.comments, facts.keywords, facts.revision = "zh-CN", "", "", 1
    facts.created = facts.modified = moment
    _drop_picture_of_the_template(file)
    written = io.BytesIO()
    file.save(written)
    return _undated(written, body)


def _drop_picture_of_the_template(file: File) -> None:
    links = file.part.package.rels
    for key in [key for key, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del links[key]


def _undated(content: io.BytesIO, body: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            data = _document(body) if name == _TEXT else old.read(name)
            new.writestr(entry, data, compresslevel=6)
    return packed.getvalue()


def _document(body: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}\n<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
