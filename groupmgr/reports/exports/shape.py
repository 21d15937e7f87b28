"""Plain values as JSON, and the JSON Schema that follows from their classes.

Where a value is one of several classes, `type` names which: `text`, `bound`,
`paragraph`, `table`. Nothing here knows what a report is.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
_PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
}


def plain(value: Any) -> Any:
    """Return a value as JSON holds it."""
    if is_dataclass(value):
        told = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {"type": _kind(type(value)), **told}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


def schema_of(kind: type, places: dict[str, Schema]) -> Schema:
    """Return the schema of a class; those of the classes in it are put into `places`."""
    name = _kind(kind)
    if name not in places:
        places[name] = {}
        hints = get_type_hints(kind)
        told = {field.name: _schema(hints[field.name], places) for field in fields(kind)}
        places[name] = {
            "type": "object",
            "description": " ".join((kind.__doc__ or "").split()),
            "properties": {"type": {"const": name}, **told},
            "required": ["type", *told],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _schema(kind: Any, places: dict[str, Schema]) -> Schema:
    if isinstance(kind, type) and is_dataclass(kind):
        return schema_of(kind, places)
    found = _COMPOSED.get(get_origin(kind))
    return found(get_args(kind), places) if found else dict(_PLAIN.get(kind, {}))


def _tuple(kinds: tuple[Any, ...], places: dict[str, Schema]) -> Schema:
    if kinds[1:] == (Ellipsis,):
        return {"type": "array", "items": _schema(kinds[0], places)}
    each = [_schema(kind, places) for kind in kinds]
    return {"type": "array", "prefixItems": each, "minItems": len(each), "maxItems": len(each)}


def _union(kinds: tuple[Any, ...], places: dict[str, Schema]) -> Schema:
    return {"anyOf": [_schema(kind, places) for kind in kinds]}


def _mapping(kinds: tuple[Any, ...], places: dict[str, Schema]) -> Schema:
    return {"type": "object", "additionalProperties": _schema(kinds[1], places)}


_COMPOSED: Mapping[Any, Callable[[tuple[Any, ...], dict[str, Schema]], Schema]] = {
    tuple: _tuple,
    Union: _union,
    types.UnionType: _union,
    dict: _mapping,
    Mapping: _mapping,
}


def _kind(kind: type) -> str:
    """Name a class by its own name; classes of two modules may share one, so facts are told so."""
    name = kind.__name__[0].lower() + kind.__name__[1:]
    return f"{name}Fact" if kind.__module__.endswith(".facts") else name
