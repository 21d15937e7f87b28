"""Write the journal, and show that nobody rewrote it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.journal import locks
from groupmgr.journal.models import Entry
from groupmgr.kernel.clock import now
from groupmgr.policy import Action, Actor

_PLAIN = (str, int, bool, type(None))


def record(
    session: Session,
    actor: Actor,
    deed: str,
    thing: Any,
    *,
    before: Mapping[str, Any] | None = None,
    reason: str = "",
    group_id: int | None = None,
) -> Entry:
    """Add an entry for a stored thing; `before` is what `facts` said of it before the change.

    The thing is flushed first, so that its key and new content are known. Only
    columns that changed are kept.
    """
    locks.in_turn(session)
    session.flush()
    entry = _entry(actor, deed, thing, before or {}, reason)
    entry.group_id = group_id or entry.group_id
    _chain(session, [entry])
    return entry


def record_all(session: Session, actor: Actor, deed: str, things: Iterable[Any]) -> None:
    """Add an entry for each of some stored things to which the same was done."""
    locks.in_turn(session)
    session.flush()
    _chain(session, [_entry(actor, deed, thing, {}, "") for thing in things])


def append(session: Session, entries: Iterable[Entry]) -> None:
    """Seal finished entries one to the other, after the last one that is stored."""
    locks.in_turn(session)
    _chain(session, entries)


def _entry(actor: Actor, deed: str, thing: Any, was: Mapping[str, Any], reason: str) -> Entry:
    is_now = facts(thing)
    changed = {name for name in is_now if was.get(name) != is_now[name]}
    return Entry(
        at=now(),
        account_id=actor.account_id or None,
        actor_name=actor.name,
        group_id=actor.group_id or None,
        deed=deed,
        thing=thing.__tablename__,
        thing_id=thing.id,
        title=str(getattr(thing, "title", None) or getattr(thing, "name", None) or thing.id)[:120],
        before={name: was[name] for name in sorted(changed & set(was))},
        after={name: is_now[name] for name in sorted(changed)},
        reason=reason,
    )


def _chain(session: Session, entries: Iterable[Entry]) -> None:
    last = _last_seal(session)
    for entry in entries:
        entry.seal = last = _seal(entry, last)
        session.add(entry)
    session.flush()


def facts(thing: Any) -> dict[str, Any]:
    """Return the columns of a record as plain values, without what every record has."""
    hidden = {"id", "created_at", "changed_at", "revision", "password_hash", "token_hash"}
    hidden |= {"salt", "door_salt", "door_hash"}
    columns = [column.key for column in sa.inspect(type(thing)).column_attrs]
    values = {key: getattr(thing, key) for key in columns if key not in hidden}
    return {k: value if isinstance(value, _PLAIN) else str(value) for k, value in values.items()}


def listing(actor: Actor) -> sa.Select[Entry]:
    """Return the query of the entries the actor may see, newest first."""
    seen = policy.visible(actor, Action.JOURNAL_VIEW, Entry)
    return sa.select(Entry).where(seen).order_by(Entry.id.desc())


def history(session: Session, thing: Any) -> list[Entry]:
    """Return what was done to one record that the caller has already been shown, newest first."""
    query = sa.select(Entry).where(Entry.thing == thing.__tablename__, Entry.thing_id == thing.id)
    return list(session.scalars(query.order_by(Entry.id.desc())))


def broken_at(session: Session) -> int | None:
    """Return the first entry whose seal does not follow from the one before, if there is one."""
    last = ""
    for entry in session.scalars(sa.select(Entry).order_by(Entry.id)):
        if entry.seal != _seal(entry, last):
            return entry.id
        last = entry.seal
    return None


def _last_seal(session: Session) -> str:
    return session.scalar(sa.select(Entry.seal).order_by(Entry.id.desc()).limit(1)) or ""


def _seal(entry: Entry, last: str) -> str:
    content = [
        last,
        entry.at.isoformat(),
        entry.account_id,
        entry.actor_name,
        entry.group_id,
        entry.deed,
        entry.thing,
        entry.thing_id,
        entry.title,
        entry.before,
        entry.after,
        entry.reason,
    ]
    line = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()
