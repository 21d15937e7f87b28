"""Change the outline: what stands where, what is left out, who writes it until when."""

import datetime as dt
import json

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.accounts.models import Account
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor
from groupmgr.reports.editing.draft import Draft
from groupmgr.reports.editing.gathering import draft_of
from groupmgr.reports.editing.models import Manuscript, Outline
from groupmgr.reports.editing.overlay import parent, walk
from groupmgr.reports.editing.service import require_section
from groupmgr.reports.editing.showing import keys_of
from groupmgr.reports.outline import Paragraph, Section

OWN = "own-"
_NOT_THERE = "这一节已不在报告里，请刷新页面"


def move(session: Session, actor: Actor, manuscript: Manuscript, key: str, steps: int) -> Outline:
    """Put a section, or a block of one, before or behind its neighbour."""
    require_section(session, actor, manuscript, parent(key))
    beside = _neighbours(draft_of(session, manuscript), key)
    place = beside.index(key)
    if not 0 <= place + steps < len(beside):
        raise RuleBroken("已经在最前面了" if steps < 0 else "已经在最后面了")
    beside.insert(place + steps, beside.pop(place))
    order = arranged(session, manuscript, parent(key), beside)
    return _change(session, actor, manuscript, parent(key), "调整顺序", arranged=order)


def hide(session: Session, actor: Actor, manuscript: Manuscript, key: str) -> Outline:
    """Leave a section, a block or a photo of a row out of the report; its words are kept."""
    require_section(session, actor, manuscript, parent(key))
    if key not in _keys(draft_of(session, manuscript)):
        raise RuleBroken(_NOT_THERE)
    return _change(session, actor, manuscript, key, "不印", hidden=True)


def show(session: Session, actor: Actor, manuscript: Manuscript, key: str) -> Outline:
    """Print it again."""
    require_section(session, actor, manuscript, parent(key))
    return _change(session, actor, manuscript, key, "恢复印出", hidden=False)


def entitle(
    session: Session, actor: Actor, manuscript: Manuscript, key: str, heading: str
) -> Outline:
    """Give a section another heading; without one it has that of the records again."""
    _section(_opened(session, actor, manuscript), key)
    said = heading.strip() or None
    return _change(session, actor, manuscript, key, "修改标题", heading=said)


def add(
    session: Session, actor: Actor, manuscript: Manuscript, above: str, heading: str
) -> Outline:
    """Add an own section at the end of a chapter, or a chapter at the end of the report."""
    draft = _opened(session, actor, manuscript)
    if above and (parent(above) or not _section(draft, above)):
        raise RuleBroken("只能在章的下面加一节")
    if not heading.strip():
        raise RuleBroken("请写上标题", "heading")
    key = f"{above}/{OWN}" if above else OWN
    taken = sa.select(sa.func.count(Outline.id)).where(
        Outline.manuscript_id == manuscript.id, Outline.above.is_not(None)
    )
    key += str((session.scalar(taken) or 0) + 1)
    return _change(
        session, actor, manuscript, key, "增加一节", heading=heading.strip(), above=above
    )


def assign(
    session: Session,
    actor: Actor,
    manuscript: Manuscript,
    key: str,
    writer_id: int | None,
    due_on: dt.date | None = None,
) -> Outline:
    """Give a section to somebody to write until a day, or take it back."""
    _section(_opened(session, actor, manuscript), key)
    if writer_id is not None and not session.scalar(writers(actor).where(Account.id == writer_id)):
        raise RuleBroken("请选择本集团的账号", "writer")
    day = due_on if writer_id is not None else None
    return _change(session, actor, manuscript, key, "分工", writer_id=writer_id, due_on=day)


def writers(actor: Actor) -> sa.Select[Account]:
    """Return the query of those who can be given a section, by name."""
    here = Account.of_group(actor.group_id)
    return sa.select(Account).where(here, Account.active).order_by(Account.name, Account.id)


def arranged(session: Session, manuscript: Manuscript, above: str, keys: list[str]) -> str:
    """Write an order down; blocks and parts of a section share it without losing one another."""
    one = _decided(session, manuscript, above)
    before = json.loads(one.arranged or "[]") if one else []
    return json.dumps([*keys, *(key for key in before if key not in keys)])


def put_behind(
    session: Session, manuscript: Manuscript, draft: Draft, section: str, key: str, after: str
) -> None:
    """Let a new block stand behind another one, or at the end of its section."""
    beside = blocks_of(draft, section)
    beside.insert(beside.index(after) + 1 if after in beside else len(beside), key)
    order = arranged(session, manuscript, section, beside)
    _decide(session, manuscript, section, arranged=order)


def blocks_of(draft: Draft, section: str) -> list[str]:
    """Return the keys of the blocks of a section; the lines of one passage move together."""
    passages = {one.key for one in draft.edits.passages}
    return [
        block.key
        for block in _section(draft, section).blocks
        if not isinstance(block, Paragraph) or not block.edited or block.key in passages
    ]


def _opened(session: Session, actor: Actor, manuscript: Manuscript) -> Draft:
    policy.require_on(session, actor, Action.REPORT_BUILD, manuscript)
    return draft_of(session, manuscript)


def _section(draft: Draft, key: str) -> Section:
    for section in walk(draft.whole.sections):
        if section.key == key:
            return section
    raise RuleBroken(_NOT_THERE)


def _keys(draft: Draft) -> set[str]:
    """Return the keys of all that can be left out."""
    found = {section.key for section in walk(draft.whole.sections)}
    for document in (draft.whole, draft.proposed):
        for section in walk(document.sections):
            found.update(key for block in section.blocks for key in keys_of(block))
    return found


def _neighbours(draft: Draft, key: str) -> list[str]:
    """Return the keys among which one stands: sections among sections, blocks among blocks."""
    section = parent(key)
    parts = _section(draft, section).parts if section else draft.whole.sections
    for beside in ([one.key for one in parts], blocks_of(draft, section) if section else []):
        if key in beside:
            return beside
    raise RuleBroken(_NOT_THERE)


def _change(
    session: Session, actor: Actor, manuscript: Manuscript, key: str, deed: str, **decided: object
) -> Outline:
    known = _decided(session, manuscript, key)
    before = journal.facts(known) if known else None
    one = _decide(session, manuscript, key, **decided)
    journal.record(session, actor, f"{deed}（报告文稿）", one, before=before)
    return one


def _decide(session: Session, manuscript: Manuscript, key: str, **decided: object) -> Outline:
    one = _decided(session, manuscript, key)
    if one is None:
        one = Outline(manuscript_id=manuscript.id, key=key)
        session.add(one)
    for name, value in decided.items():
        setattr(one, name, value)
    return one


def _decided(session: Session, manuscript: Manuscript, key: str) -> Outline | None:
    query = sa.select(Outline).where(Outline.manuscript_id == manuscript.id, Outline.key == key)
    return session.scalar(query)
