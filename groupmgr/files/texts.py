"""The text in a file that strangers sent, line by line; run in a process of its own (`opening`)."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
from python_calamine import CalamineWorkbook

_CELLS, _BYTES = 8, 400_000
_LARGEST_XML = 20 * 1024**2
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_PARTS_OF = {
    f"{_OPEN_XML}wordprocessingml.document": re.compile(r"word/document\.xml"),
    f"{_OPEN_XML}presentationml.presentation": re.compile(r"ppt/slides/slide(\d+)\.xml"),
}
_SHEETS = {
    f"{_OPEN_XML}spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
}
PDF = "application/pdf"


def can_read(media_type: str) -> bool:
    """Tell whether there may be text in such a file."""
    known = media_type in _PARTS_OF or media_type in _SHEETS or media_type == PDF
    return known or media_type.startswith("text/")


def lines(path: Path, media_type: str) -> Iterator[str]:
    """Yield the lines of a document, a sheet or a text that have words in them."""
    read: Callable[[Path], Iterator[str]] = _sheets
    if media_type in _PARTS_OF:
        read = partial(_document, parts=_PARTS_OF[media_type])
    elif media_type.startswith("text/"):
        read = _text
    elif media_type == PDF:
        read = _pages
    return filter(None, (line.strip() for line in read(path)))


def _pages(path: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            said = page.get_textpage().get_text_range(errors="replace")
            yield from said.splitlines()


def _document(path: Path, parts: re.Pattern[str]) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        found = filter(parts.fullmatch, package.namelist())
        for part in sorted(found, key=lambda name: (len(name), name)):
            with package.open(part) as file:
                yield from _paragraphs(file.read(_LARGEST_XML))


def _paragraphs(xml: bytes) -> Iterator[str]:
    said: list[str] = []
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(xml)):  # noqa: S314
            name = element.tag.rpartition("}")[2]
            if name == "t":
                said.append(element.text or "")
            elif name == "p":
                yield "".join(said)
                said.clear()
                element.clear()
    except ElementTree.ParseError:  # cut off at the limit
        return


def _sheets(path: Path) -> Iterator[str]:
    with CalamineWorkbook.from_path(str(path)) as book:
        for name in book.sheet_names:
            for row in book.get_sheet_by_name(name).iter_rows():
                cells = (str(cell).strip() for cell in row[:_CELLS])
                yield "　".join(cell for cell in cells if cell)


def _text(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        content = file.read(_BYTES)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            yield from content.decode(encoding).splitlines()
        except UnicodeDecodeError as error:
            if error.start < len(content) - 4:
                continue
            yield from content[: error.start].decode(encoding).splitlines()
        return
