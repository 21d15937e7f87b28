"""Open a file that strangers sent, in a process of its own: its first page, or its first lines.

Run as `python -m groupmgr.files.opening FILE MEDIA_TYPE DRAFT`; it writes the
draft and says `picture` or `text`. What breaks here breaks nothing else: the
process has little time and memory, and no network.
"""

import io
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
from PIL import Image
from python_calamine import CalamineWorkbook

_EDGE = 1600
_SECONDS = 20
_BYTES = 1024**3
_LINES, _CELLS, _SIGNS = 40, 8, 4000
_LARGEST_XML = 20 * 1024**2
_XML_OF = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word/document.xml",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (
        "ppt/slides/slide1.xml"
    ),
}


def first_page(path: Path) -> Image.Image:
    """Draw the first page of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        scale = _EDGE / max(*page.get_size(), 1)
        drawn: Image.Image = page.render(scale=min(scale, 4)).to_pil()
    return drawn


def first_lines(path: Path, media_type: str) -> str:
    """Return the first lines of a document, a sheet or a text."""
    read: Callable[[Path], Iterator[str]] = _sheet
    if media_type in _XML_OF:
        read = _document(_XML_OF[media_type])
    elif media_type.startswith("text/"):
        read = _text
    lines = (line.strip()[:200] for line in read(path))
    return "\n".join(islice((line for line in lines if line), _LINES))


def _document(part: str) -> Callable[[Path], Iterator[str]]:
    def read(path: Path) -> Iterator[str]:
        with zipfile.ZipFile(path) as package, package.open(part) as file:
            xml = io.BytesIO(file.read(_LARGEST_XML))
        said: list[str] = []
        try:
            for _, element in ElementTree.iterparse(xml):  # noqa: S314
                name = element.tag.rpartition("}")[2]
                if name == "t":
                    said.append(element.text or "")
                elif name == "p":
                    yield "".join(said)
                    said.clear()
                    element.clear()
        except ElementTree.ParseError:  # cut off at the limit
            return

    return read


def _sheet(path: Path) -> Iterator[str]:
    with CalamineWorkbook.from_path(str(path)) as book:
        rows = book.get_sheet_by_index(0).to_python(nrows=_LINES)
    for row in rows:
        cells = (str(cell).strip() for cell in row[:_CELLS])
        yield "　".join(cell for cell in cells if cell)


def _text(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        content = file.read(_SIGNS)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            yield from content.decode(encoding).splitlines()
        except UnicodeDecodeError as error:
            if error.start < len(content) - 4:
                continue
            yield from content[: error.start].decode(encoding).splitlines()
        return


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def main(path: Path, media_type: str, draft: Path) -> None:
    """Write the picture or the lines."""
    _limit()
    if media_type == "application/pdf":
        first_page(path).convert("RGB").save(draft, "JPEG", quality=90)
        sys.stdout.write("picture")
        return
    draft.write_text(first_lines(path, media_type), encoding="utf-8")
    sys.stdout.write("text")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
