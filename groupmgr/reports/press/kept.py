"""Sheets that were printed before, by the fingerprint of their part and of the press."""

import ctypes
import hashlib
import logging
import os
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from groupmgr.paths import PACKAGE, resource_dir
from groupmgr.reports.press.sheet import Part

log = logging.getLogger(__name__)

MOST = 256 * 2**20
_MADE_BY = ("reports/justify.py", "reports/printing.py", "reports/press/hand.py")


class Kept:
    """A folder of sheets; the ones unused for longest go when it is full.

    Anything in it may be lost at any time: it is printed again.
    """

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self._folder = folder
        self._most = most

    def get(self, part: Part) -> bytes | None:
        """Return the sheet of the part if it is there."""
        path = self._path(part)
        try:
            sheet = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return sheet

    def put(self, part: Part, sheet: bytes) -> None:
        """Keep a sheet, if there is room."""
        path = self._path(part)
        draft = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(sheet)
            draft.replace(path)
        except OSError:
            log.warning("a part in print could not be kept", exc_info=True)
            with suppress(OSError):
                draft.unlink()

    def tidy(self) -> None:
        """Throw away what has not been used for longest until the rest has room."""
        room = self._most
        for file, size in self._newest():
            room -= size
            if room < 0:
                file.unlink(missing_ok=True)

    def _newest(self) -> list[tuple[Path, int]]:
        """List files and sizes; what another worker takes away meanwhile is left out."""
        found = []
        for file in self._folder.glob("*"):
            with suppress(OSError):
                about = file.stat()
                found.append((about.st_mtime, file, about.st_size))
        return [(file, size) for _, file, size in sorted(found, reverse=True)]

    def _path(self, part: Part) -> Path:
        return (
            self._folder
            / hashlib.sha256(f"{_press()}\n{part.tagged}\n{part.html}".encode()).hexdigest()
        )


@cache
def _press() -> str:
    """Tell one press from another: the same part in another one is printed again."""
    made_by = [PACKAGE / name for name in _MADE_BY]
    files = [*made_by, *sorted((resource_dir("static") / "fonts").iterdir())]
    sizes = [f"{file.name} {file.stat().st_size}" for file in files]
    code = hashlib.sha256(b"".join(file.read_bytes() for file in made_by)).hexdigest()
    pango = ctypes.CDLL("libpango-1.0.so.0").pango_version()
    return "\n".join([version("weasyprint"), f"pango {pango}", code, *sizes])
