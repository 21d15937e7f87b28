"""What a file looks like before it is downloaded: made once, kept in the home, made again if lost.

A picture of it (a photograph made smaller, the first page of a PDF) or its
first lines (Office, text). Where neither can be made, there is none; a broken
file breaks no page. Nothing here is ever in a backup.
"""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from groupmgr.files import apart
from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store

LARGE = 1600
THUMBNAIL = 160
QUALITY = 80
#: Pictures are large while they are open: a few at a time.
_AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Preview:
    """What was made: a picture, or words, or nothing."""

    picture: Path | None = None
    words: str = ""


def preview(home: Path, stored: StoredFile) -> Preview:
    """Return what a file looks like; drawn from what everybody may see of it."""
    place = _place(home, stored)
    picture, words = place.with_suffix(".jpg"), place.with_suffix(".txt")
    if not picture.exists() and not words.exists():
        _make(home, stored.shown, picture, words)
    if picture.exists():
        return Preview(picture)
    return Preview(words=words.read_text(encoding="utf-8") if words.exists() else "")


def thumbnail(home: Path, stored: StoredFile) -> Path | None:
    """Return a small picture; of a photograph without the large one, as many are shown at once."""
    small = _place(home, stored).with_suffix(".small.jpg")
    if small.exists():
        return small
    large = Store.under(home).path(stored.shown.sha256)
    source = large if stored.is_picture else preview(home, stored).picture
    if source is None or not source.is_file():
        return None
    with _AT_ONCE, _drafting(small) as draft:
        if _sized(source, draft, THUMBNAIL):
            draft.replace(small)
    return small if small.exists() else None


def _place(home: Path, stored: StoredFile) -> Path:
    sha256 = stored.shown.sha256
    return Path(home) / "previews" / sha256[:2] / sha256


def _make(home: Path, shown: StoredFile, picture: Path, words: Path) -> None:
    source = Store.under(home).path(shown.sha256)
    if not source.is_file():
        return
    with _AT_ONCE, _drafting(picture) as draft:
        kind = _draw(source, shown, draft)
        if not kind:
            draft.write_bytes(b"")  # so that it is not tried again at every look
        draft.replace(picture if kind == "picture" else words)


@contextmanager
def _drafting(place: Path) -> Iterator[Path]:
    """Give a place to write at, in the same folder; what is left there goes."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".") as folder:
        yield Path(folder) / "draft"


def _draw(source: Path, shown: StoredFile, draft: Path) -> str:
    """Draw a photograph upright and no larger than a screen; of other files see the beginning."""
    if not shown.is_picture:
        return apart.look(source, shown.media_type, draft)
    return "picture" if _sized(source, draft, LARGE) else ""


def _sized(source: Path, draft: Path, edge: int) -> bool:
    try:
        with Image.open(source) as opened:
            opened.draft("RGB", (edge, edge))
            upright = ImageOps.exif_transpose(opened)
            if upright.mode in ("RGBA", "LA", "P", "PA"):
                upright = _on_white(upright)
            upright.thumbnail((edge, edge))
            upright.convert("RGB").save(draft, "JPEG", quality=QUALITY)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def _on_white(picture: Image.Image) -> Image.Image:
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear)
