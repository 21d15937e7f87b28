"""Files on their way: what has come of each so far, kept until the rest has come too.

A folder of the home, one folder in it for each account. What has come is the
size of the file, so nothing else need be written down, and a piece that is
sent twice is written twice to the same place.
"""

import json
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from groupmgr.files.kinds import LARGEST
from groupmgr.kernel.errors import RuleBroken

#: For how long an upload that does not go on is kept.
KEPT_SECONDS = 24 * 3600
#: How much an account may have on its way at once.
MOST_BYTES = 1024**3
MOST_FILES = 200
_PIECE = 256 * 1024
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of which something has come."""

    path: Path
    name: str
    length: int

    @property
    def token(self) -> str:
        """Return by what its owner names it."""
        return self.path.name

    @property
    def offset(self) -> int:
        """Return how much of it has come."""
        return self.path.stat().st_size

    @property
    def expires_at(self) -> float:
        """Return when it is given up unless it goes on."""
        return self.path.stat().st_mtime + KEPT_SECONDS

    def append(self, content: IO[bytes], offset: int) -> int:
        """Write what comes from there on, never beyond the length, and return the new offset."""
        with self.path.open("r+b") as file:
            file.seek(offset)
            left = self.length - offset
            while left and (piece := content.read(min(_PIECE, left))):
                file.write(piece)
                left -= len(piece)
        return self.offset

    def drop(self) -> None:
        """Forget it."""
        self._told().unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)

    def _told(self) -> Path:
        return self.path.with_suffix(".json")


@dataclass(frozen=True, slots=True)
class Uploads:
    """The uploads of one account."""

    root: Path

    @classmethod
    def of(cls, home: Path, account_id: int) -> "Uploads":
        """Return those of an account in an installation."""
        return cls(Path(home) / "uploads" / str(account_id))

    def begin(self, name: str, length: int) -> Upload:
        """Make room for a file; refuse what is too large, and too many at once."""
        if not 0 < length <= LARGEST:
            raise RuleBroken(f"“{name}”超过 {LARGEST // 1024**2} MB，请压缩或拆分后再传")
        under_way = self._all()
        coming = sum(one.length for one in under_way) + length
        if len(under_way) >= MOST_FILES or coming > MOST_BYTES:
            raise RuleBroken("还有很多文件没有传完，请等它们传完再传这一个")
        self.root.mkdir(parents=True, exist_ok=True)
        path = self.root / secrets.token_hex(16)
        path.with_suffix(".json").write_text(json.dumps({"name": name, "length": length}))
        path.touch()
        return Upload(path, name, length)

    def find(self, token: str) -> Upload | None:
        """Return an upload of this account that is not given up."""
        path = self.root / token
        if not _TOKEN.fullmatch(token) or not path.is_file():
            return None
        told = json.loads(path.with_suffix(".json").read_text())
        found = Upload(path, told["name"], told["length"])
        return found if found.expires_at > time.time() else None

    def _all(self) -> list[Upload]:
        found = (self.find(path.name) for path in self.root.glob("*[0-9a-f]"))
        return [one for one in found if one is not None]


def sweep(home: Path) -> int:
    """Remove what nobody went on with and return how many uploads went."""
    old = time.time() - KEPT_SECONDS
    told = [one for one in (Path(home) / "uploads").glob("*/*.json") if one.stat().st_mtime < old]
    gone = 0
    for one in told:
        content = one.with_suffix("")
        if not content.is_file() or content.stat().st_mtime < old:
            content.unlink(missing_ok=True)
            one.unlink(missing_ok=True)
            gone += 1
    return gone
