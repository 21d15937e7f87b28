"""The resolutions of a group, by which membership, terms and posts are decided.

Meetings lie above the members: here only their tables are named.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.errors import RuleBroken

SHOWN = 60
_made = sa.table(
    "resolutions",
    sa.column("id", sa.Integer),
    sa.column("meeting_id", sa.Integer),
    sa.column("number", sa.String),
    sa.column("text", sa.String),
)
_held = sa.table(
    "meetings",
    sa.column("id", sa.Integer),
    sa.column("group_id", sa.Integer),
    sa.column("title", sa.String),
    sa.column("starts_at", sa.DateTime),
)


def of_group(session: Session, group_id: int) -> list[tuple[int, str]]:
    """Return the latest resolutions by key, each with its number, meeting and words."""
    query = (
        sa.select(_made.c.id, _made.c.number, _held.c.title, _made.c.text)
        .join(_held, _held.c.id == _made.c.meeting_id)
        .where(_held.c.group_id == group_id)
        .order_by(_held.c.starts_at.desc(), _made.c.id.desc())
        .limit(SHOWN)
    )
    found = session.execute(query)
    return [(key, f"{number}　{title}：{text[:40]}") for key, number, title, text in found]


def require(session: Session, group_id: int, key: int | None, field: str) -> str:
    """Return the number of a resolution of the group; raise `RuleBroken` where it is none."""
    query = (
        sa.select(_made.c.number)
        .join(_held, _held.c.id == _made.c.meeting_id)
        .where(_made.c.id == key, _held.c.group_id == group_id)
    )
    number = session.scalar(query)
    if number is None:
        raise RuleBroken("请选择本集团的决议；还没有的，先在会议中形成决议", field)
    return str(number)


def numbers(session: Session, keys: set[int]) -> dict[int, tuple[str, int]]:
    """Return of some resolutions the number and the key of the meeting, for a link."""
    if not keys:
        return {}
    query = sa.select(_made.c.id, _made.c.number, _made.c.meeting_id).where(_made.c.id.in_(keys))
    return {key: (number, meeting_id) for key, number, meeting_id in session.execute(query)}
