"""Facts as one canonical line of JSON, and its fingerprint."""

import hashlib
import json
from dataclasses import asdict, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from groupmgr.reports.facts import Facts


def freeze(facts: Facts) -> str:
    """Write the facts as one canonical line of JSON."""
    return json.dumps(asdict(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw(frozen: str) -> Facts:
    """Read frozen facts back."""
    facts = _typed(Facts, json.loads(frozen))
    assert isinstance(facts, Facts)
    return facts


def seal(frozen: str) -> str:
    """Return the fingerprint printed on the report; the same facts always give the same one."""
    return hashlib.sha256(frozen.encode()).hexdigest()


def _typed(kind: Any, data: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{f.name: _typed(hints[f.name], data[f.name]) for f in fields(kind)})
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        kinds = inner[:1] * len(data) if inner[1:] == (Ellipsis,) else inner
        return tuple(_typed(one, value) for one, value in zip(kinds, data, strict=True))
    return data
