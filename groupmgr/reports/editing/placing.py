"""Place a table, chart or photo of the records in a section, or instead of another one."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Actor
from groupmgr.reports.compose.exhibits import PHOTO, Shown, caption_of
from groupmgr.reports.editing.draft import Draft
from groupmgr.reports.editing.gathering import draft_of
from groupmgr.reports.editing.keeping import let_one_write
from groupmgr.reports.editing.models import Exhibit, Manuscript
from groupmgr.reports.editing.outlining import put_behind
from groupmgr.reports.editing.overlay import parent, walk
from groupmgr.reports.editing.service import require_section
from groupmgr.reports.editing.showing import photo_keys
from groupmgr.reports.outline import Chart, Photos

LONGEST = 120
_NEW = "shown-"


def place(
    session: Session, actor: Actor, manuscript: Manuscript, source: str, after: str
) -> Exhibit:
    """Place something behind a block, or at the end of a section whose key is given."""
    draft = draft_of(session, manuscript)
    sections = {section.key for section in walk(draft.whole.sections)}
    above = after if after in sections else parent(after)
    require_section(session, actor, manuscript, above)
    if above not in sections:
        raise RuleBroken("要插入的位置已不在报告里，请刷新后再选")
    shown = _shown(draft, source)
    let_one_write(session, manuscript)
    key = f"{above}/{_NEW}{_next(session, manuscript)}"
    put_behind(session, manuscript, draft, above, key, after)
    basis = caption_of(shown)
    one = Exhibit(manuscript_id=manuscript.id, key=key, above=above, source=source, basis=basis)
    session.add(one)
    journal.record(session, actor, f"插入{_kind(source)}（报告文稿）", one)
    session.flush()
    return one


def put_instead(
    session: Session, actor: Actor, manuscript: Manuscript, source: str, key: str
) -> Exhibit:
    """Let something else stand where a chart or photo stands, under the words of its record."""
    require_section(session, actor, manuscript, parent(key))
    draft = draft_of(session, manuscript)
    basis = caption_of(_shown(draft, source))
    let_one_write(session, manuscript)
    one = find(session, manuscript, key)
    before = journal.facts(one) if one else None
    if one is None:
        above = _composed_at(draft, key, source)
        one = Exhibit(manuscript_id=manuscript.id, key=key, above=above, source=source)
        session.add(one)
    elif _in_row(draft, key):
        _refuse_no_photo(source)
    one.source, one.caption, one.basis = source, None, basis
    journal.record(session, actor, f"换{_kind(source)}（报告文稿）", one, before=before)
    session.flush()
    return one


def entitle(
    session: Session, actor: Actor, manuscript: Manuscript, key: str, caption: str
) -> Exhibit:
    """Write another caption; without one, or with that of the records, it is as they say."""
    require_section(session, actor, manuscript, parent(key))
    one = _known(session, manuscript, key)
    before, said = journal.facts(one), " ".join(caption.split())[:LONGEST]
    now = caption_of(_shown(draft_of(session, manuscript), one.source))
    one.caption, one.basis = said if said != now and said else None, now
    journal.record(session, actor, "修改说明（报告文稿）", one, before=before)
    session.flush()
    return one


def remove(session: Session, actor: Actor, manuscript: Manuscript, key: str) -> None:
    """Take something away again; what the records propose in its place comes back."""
    require_section(session, actor, manuscript, parent(key))
    one = _known(session, manuscript, key)
    journal.record(session, actor, f"移走{_kind(one.source)}（报告文稿）", one)
    session.delete(one)
    session.flush()


def find(session: Session, manuscript: Manuscript, key: str) -> Exhibit | None:
    """Return what was chosen under a key."""
    here = Exhibit.manuscript_id == manuscript.id, Exhibit.key == key
    return session.scalar(sa.select(Exhibit).where(*here))


def _known(session: Session, manuscript: Manuscript, key: str) -> Exhibit:
    one = find(session, manuscript, key)
    if one is None:
        raise RuleBroken("这里的图表或照片已被移走，请刷新页面")
    return one


def _shown(draft: Draft, source: str) -> Shown:
    shown = draft.exhibits.shown(source)
    if shown is None:
        raise RuleBroken("所选内容已不在记录里，请另选")
    return shown


def _composed_at(draft: Draft, key: str, source: str) -> str:
    """Return the section in which the records propose a chart or photo under a key."""
    for section in walk(draft.proposed.sections):
        for block in section.blocks:
            if isinstance(block, Chart) and block.key == key:
                return section.key
            if isinstance(block, Photos) and key in photo_keys(block):
                _refuse_no_photo(source)
                return section.key
    raise RuleBroken("这里的图表或照片已不在报告里，请刷新页面")


def _in_row(draft: Draft, key: str) -> bool:
    """Tell whether a key is that of a photo in a row."""
    sections = walk(draft.proposed.sections)
    rows = {block.key for one in sections for block in one.blocks if isinstance(block, Photos)}
    return parent(key) in rows


def _refuse_no_photo(source: str) -> None:
    if _kind(source) != "照片":
        raise RuleBroken("照片的位置只能换成照片")


def _kind(source: str) -> str:
    return "照片" if source.startswith(f"{PHOTO}:") else "图表"


def _next(session: Session, manuscript: Manuscript) -> int:
    """Return a number that no exhibit of the manuscript bears."""
    mine = sa.select(Exhibit.key).where(Exhibit.manuscript_id == manuscript.id)
    ends = (key.rpartition(f"/{_NEW}")[2] for key in session.scalars(mine))
    return max((int(end) for end in ends if end.isdigit()), default=0) + 1
