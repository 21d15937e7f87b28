"""Uploaded tables that wait until somebody who has seen the answers says: import."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

from groupmgr.files.store import Store
from groupmgr.kernel.errors import RuleBroken

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Waiting:
    """The folder in which they wait for a day at most."""

    store: Store

    @classmethod
    def under(cls, home: Path) -> "Waiting":
        """Return the folder of an installation."""
        return cls(Store(Path(home) / "waiting"))

    def put(self, content: bytes) -> str:
        """Keep a table and return its key; forget those of yesterday."""
        old = time.time() - KEPT_SECONDS
        for place in self.store.root.glob("*/*"):
            if place.stat().st_mtime < old:
                place.unlink(missing_ok=True)
        return self.store.put(content)

    def read(self, key: str) -> bytes:
        """Return a table; raise `RuleBroken` where it waits no longer."""
        if not re.fullmatch(r"[0-9a-f]{64}", key) or not self.store.path(key).exists():
            raise RuleBroken("上传的文件已过期，请重新选择文件")
        return self.store.read(key)
