"""Open a file that strangers sent, in a process of its own: its first page or lines, or its text.

Run by `files.apart` as `python -m groupmgr.files.opening TASK FILE MEDIA_TYPE DRAFT`; it
writes the draft and says `picture` or `text`. What breaks here breaks nothing
else: the process has little time and memory, and no network.
"""

import resource
import sys
from itertools import islice
from pathlib import Path

import pypdfium2
from PIL import Image

from groupmgr.files.texts import PDF, lines

_EDGE = 1600
_SECONDS = 20
_BYTES = 1024**3
_LINES, _WIDTH = 40, 200
_LONGEST = 100_000


def first_page(path: Path) -> Image.Image:
    """Draw the first page of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        scale = _EDGE / max(*page.get_size(), 1)
        drawn: Image.Image = page.render(scale=min(scale, 4)).to_pil()
    return drawn


def first_lines(path: Path, media_type: str) -> str:
    """Return the first lines of a document, a sheet or a text."""
    return "\n".join(line[:_WIDTH] for line in islice(lines(path, media_type), _LINES))


def all_words(path: Path, media_type: str) -> str:
    """Return the text of the file, as far as it is searched."""
    said, length = [], 0
    for line in lines(path, media_type):
        said.append(line)
        length += len(line)
        if length > _LONGEST:
            break
    return "\n".join(said)[:_LONGEST]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def main(task: str, path: Path, media_type: str, draft: Path) -> None:
    """Write the picture, the first lines or the text."""
    _limit()
    if task == "look" and media_type == PDF:
        first_page(path).convert("RGB").save(draft, "JPEG", quality=90)
        sys.stdout.write("picture")
        return
    read = first_lines if task == "look" else all_words
    draft.write_text(read(path, media_type), encoding="utf-8", errors="replace")
    sys.stdout.write("text")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
