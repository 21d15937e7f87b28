"""What a file looks like before it is downloaded: made once, kept in the home, made again if lost.

A picture of it (a photograph made smaller, the first page of a PDF) or its
first lines (Office, text). Where neither can be made, there is none; a broken
file breaks no page. Nothing here is ever in a backup.
"""

import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store

LARGE = 1600
THUMBNAIL = 160
QUALITY = 80
SECONDS = 30
#: Pictures are large while they are open: a few at a time.
_AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Preview:
    """What was made: a picture in two sizes, or words, or nothing."""

    picture: Path | None = None
    thumbnail: Path | None = None
    words: str = ""


def preview(home: Path, stored: StoredFile) -> Preview:
    """Return what a file looks like; drawn from what everybody may see of it."""
    shown = stored.shown
    place = Path(home) / "previews" / shown.sha256[:2] / shown.sha256
    source = Store.under(home).path(shown.sha256)
    if not _kept(place) and source.is_file():
        with _AT_ONCE:
            _make(source, shown, place)
    if place.with_suffix(".jpg").exists():
        return Preview(place.with_suffix(".jpg"), place.with_suffix(".small.jpg"))
    words = place.with_suffix(".txt")
    return Preview(words=words.read_text(encoding="utf-8") if words.exists() else "")


def _kept(place: Path) -> bool:
    return any(place.with_suffix(end).exists() for end in (".jpg", ".txt"))


def _make(source: Path, shown: StoredFile, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".") as folder:
        draft = Path(folder) / "draft"
        small = draft.with_name("small")
        kind = _draw(source, draft) if shown.is_picture else _open(source, shown, draft)
        if kind == "picture" and _sized(draft, small, THUMBNAIL):
            small.replace(place.with_suffix(".small.jpg"))
            draft.replace(place.with_suffix(".jpg"))
            return
        if kind != "text":
            draft.write_bytes(b"")  # so that it is not tried again at every look
        draft.replace(place.with_suffix(".txt"))


def _open(source: Path, shown: StoredFile, draft: Path) -> str:
    """Let another process open the file; return what it made, or nothing."""
    command = [sys.executable, "-m", "groupmgr.files.opening"]
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603
            [*command, str(source), shown.media_type, str(draft)],
            env=settings,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout if done.returncode == 0 else ""


def _draw(source: Path, draft: Path) -> str:
    """Draw a photograph upright and no larger than a screen."""
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
