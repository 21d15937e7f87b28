"""Where a workbook comes from, and what its rows said then: signed, so that it can be believed."""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groupmgr.kernel.errors import RuleBroken
from groupmgr.workbooks.book import Cells, Value

MAGIC = "groupmgr workbook 1"
# What is longer than this stands in the stamp as its hash alone.
LONGEST = 200
CHANGED = "这份工作表的来历信息被改动过，请重新下载一份，把改动填过去"


@dataclass(frozen=True, slots=True)
class Origin:
    """The register and the group from which a workbook was downloaded, when and by whom."""

    register: str
    group_id: int
    group: str
    at: dt.datetime
    by: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a record said when the workbook was downloaded."""

    key: int
    version: str
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seal:
    """Signs for one installation."""

    secret: str

    def origin(self, origin: Origin) -> list[str]:
        """Return the line that says where a workbook comes from."""
        said = [origin.register, origin.group_id, origin.group, origin.at.isoformat(), origin.by]
        return self._signed(MAGIC, said)

    def seen(self, origin: Origin, seen: Seen) -> list[str]:
        """Return the line of one record."""
        return self._signed(_mark(origin), [seen.key, seen.version, seen.cells])

    def read_origin(self, line: Sequence[Any]) -> Origin:
        """Return where a workbook comes from; raise `RuleBroken` where that was tampered with."""
        register, group_id, group, at, by = self._believed(MAGIC, line)
        return Origin(register, group_id, group, dt.datetime.fromisoformat(at), by)

    def read_seen(self, origin: Origin, line: Sequence[Any]) -> Seen:
        """Return what a record said; raise `RuleBroken` where that was tampered with."""
        return Seen(*self._believed(_mark(origin), line))

    def _signed(self, mark: str, said: Any) -> list[str]:
        words = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return [words, self._signature(mark, words)]

    def _believed(self, mark: str, line: Sequence[Any]) -> Any:
        words, signature = (str(cell) for cell in [*line, "", ""][:2])
        if not hmac.compare_digest(self._signature(mark, words).encode(), signature.encode()):
            raise RuleBroken(CHANGED)
        return json.loads(words)

    def _signature(self, mark: str, words: str) -> str:
        key = f"workbook {self.secret}".encode()
        return hmac.new(key, f"{mark}\n{words}".encode(), hashlib.sha256).hexdigest()[:32]


def short(cells: Cells) -> dict[str, Any]:
    """Return the cells as a stamp keeps them."""
    return {key: _short(value) for key, value in cells.items()}


def same(value: Value, kept: Any) -> bool:
    """Tell whether a cell still says what a stamp kept of it."""
    return bool(value == kept or _short(value) == kept)


def digest(cells: Cells) -> str:
    """Return a few letters that change with any of the cells."""
    words = json.dumps(cells, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _short(value: Value) -> Any:
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return value if len(words) <= LONGEST else f"#{hashlib.sha256(words.encode()).hexdigest()}"


def _mark(origin: Origin) -> str:
    return f"{origin.register} {origin.group_id} {origin.at.isoformat()}"
