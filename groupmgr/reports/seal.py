"""Facts and edits as canonical lines of JSON, and their fingerprint."""

import hashlib
import json
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from groupmgr.reports.editing.edits import NO_EDITS, Edits
from groupmgr.reports.facts import Facts

F = TypeVar("F")
# Fields that came after the first editions: empty ones are not written, so that those keep theirs.
_LATER = frozenset({"exhibits", "more_photos"})


def freeze(facts: Any) -> str:
    """Write the facts as one canonical line of JSON."""
    told = asdict(facts, dict_factory=_told)
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw(frozen: str) -> Facts:
    """Read the frozen facts of a report back."""
    return thaw_as(Facts, frozen)


def thaw_as(kind: type[F], frozen: str) -> F:
    """Read frozen facts of a kind back."""
    facts: F = _typed(kind, json.loads(frozen))
    return facts


def thaw_edits(frozen: str | None) -> Edits:
    """Read frozen edits back; an edition without any keeps nothing."""
    return thaw_as(Edits, frozen) if frozen else NO_EDITS


def sealed(facts: Facts, edits: Edits = NO_EDITS) -> str:
    """Return the fingerprint of facts and of what was written over them."""
    return seal(freeze(facts), freeze(edits) if edits else "")


def seal(frozen: str, edits: str | None = "") -> str:
    """Return the fingerprint printed on the report; the same facts always give the same one."""
    return hashlib.sha256("\n".join(filter(None, (frozen, edits))).encode()).hexdigest()


def _told(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in pairs if value or name not in _LATER}


def _typed(kind: Any, data: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        names = [field.name for field in fields(kind) if field.name in data]
        return kind(**{name: _typed(hints[name], data[name]) for name in names})
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        kinds = inner[:1] * len(data) if inner[1:] == (Ellipsis,) else inner
        return tuple(_typed(one, value) for one, value in zip(kinds, data, strict=True))
    return data


@cache
def _hints(kind: type) -> dict[str, Any]:
    """Ask once a class: facts hold thousands of things of a few classes."""
    return get_type_hints(kind)
