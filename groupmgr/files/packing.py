"""Write many files into one archive while it is being read, however large it becomes."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_PIECE = 1024**2
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of the archive: its name there, and where it lies or what it holds."""

    name: str
    content: Path | bytes


class _Pipe:
    """What the archive writes into and the reader takes out of."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, piece: bytes, /) -> int:
        self._held.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Have nothing to do: what was written is there."""

    def close(self) -> None:
        """Have nothing to close."""

    def take(self) -> bytes:
        held = b"".join(self._held)
        self._held.clear()
        return held


def stream(files: Iterable[Packed]) -> Iterator[bytes]:
    """Yield the archive piece by piece; only one piece is ever in memory."""
    pipe = _Pipe()
    package = zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with package:
        for file in files:
            with package.open(file.name, "w", force_zip64=True) as target:
                for piece in _pieces(file.content):
                    target.write(piece)
                    yield pipe.take()
            yield pipe.take()
    yield pipe.take()


def plain(name: str, longest: int) -> str:
    """Return a name that every system takes as the name of a file or folder."""
    stem, dot, ending = _FORBIDDEN.sub("_", name).rpartition(".")
    if not dot or len(ending) > 5:
        stem, ending = stem + dot + ending, ""
    end = f".{ending}" if ending else ""
    short = (stem[: longest - len(end)] + end).strip(" .") or "_"
    return f"_{short}" if _RESERVED.fullmatch(short) else short


def _pieces(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
