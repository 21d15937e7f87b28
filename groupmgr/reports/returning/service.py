"""Take a Word file back, compare it with its edition, and take changes over into the manuscript."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.files.service import keep
from groupmgr.files.store import Store
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor
from groupmgr.reports.editing.gathering import find
from groupmgr.reports.editing.keeping import standing
from groupmgr.reports.editing.models import Manuscript
from groupmgr.reports.editing.passages import save
from groupmgr.reports.making import document as composed
from groupmgr.reports.models import Edition
from groupmgr.reports.outline import Document
from groupmgr.reports.returning import taking
from groupmgr.reports.returning.around import Told, around, order
from groupmgr.reports.returning.comparing import Change, compare, is_of
from groupmgr.reports.returning.models import ReturnedWord
from groupmgr.reports.returning.opening import Word
from groupmgr.reports.returning.opening import opened as read
from groupmgr.reports.seal import thaw, thaw_edits


@dataclass(frozen=True, slots=True)
class Compared:
    """A file that came back: what was changed in it, and how those passages stand today.

    `told` is what was changed around the text; `revisions` are those of the
    manuscript, which there is none of before somebody began it.
    """

    file: ReturnedWord
    changes: Sequence[Change]
    told: Sequence[Told]
    revisions: Mapping[str, int]
    has_manuscript: bool


def of_edition(session: Session, edition: Edition) -> Sequence[ReturnedWord]:
    """Return the files that came back of an edition, the newest first."""
    query = sa.select(ReturnedWord).where(ReturnedWord.edition_id == edition.id)
    return session.scalars(query.order_by(ReturnedWord.id.desc())).all()


def take_back(
    session: Session, actor: Actor, store: Store, edition: Edition, content: bytes, name: str
) -> ReturnedWord:
    """Keep a file that came back, once it can be read and is like the edition."""
    policy.require_on(session, actor, Action.REPORT_BUILD, edition)
    if not is_of(_document(edition), read(content, name).paragraphs):
        raise RuleBroken("这个文件不是这一稿的 Word：请选择从本页下载后修改的文件", "file")
    stored = keep(session, store, io.BytesIO(content), name)
    returned = ReturnedWord(
        group_id=edition.group_id,
        edition_id=edition.id,
        file_id=stored.id,
        name=name[-120:],
        author=actor.name[:40],
        made_by_id=actor.account_id or None,
        taken={},
    )
    session.add(returned)
    journal.record(session, actor, "上传改过的 Word", returned)
    return returned


def opened(session: Session, store: Store, returned: ReturnedWord) -> Compared:
    """Compare a file that came back, loaded with its edition and both files, with the edition."""
    back = _back(store, returned)
    document, issued = _document(returned.edition), _issued(store, returned.edition)
    changes = compare(document, back.paragraphs)
    told = [*order(document, back), *(around(issued, back) if issued else ())]
    manuscript = find(session, returned.group_id, returned.edition.year)
    revisions = {
        change.key: standing(session, manuscript, change.key).revision
        for change in changes
        if manuscript is not None and change.kind == "text"
    }
    return Compared(returned, changes, told, revisions, manuscript is not None)


def take_over(
    session: Session, actor: Actor, store: Store, returned: ReturnedWord, mark: str, revision: int
) -> None:
    """Let the manuscript say what the file says; figures in it stay those of the records."""
    policy.require_on(session, actor, Action.REPORT_BUILD, returned)
    change = _change(store, returned, mark)
    manuscript = _manuscript(session, returned)
    if change.words is None:
        raise RuleBroken(_refusal(change))
    if change.kind == "heading":
        taking.entitle(session, actor, manuscript, change, change.words)
    elif change.kind == "caption":
        taking.caption(session, actor, manuscript, change, change.words)
    else:
        save(session, actor, manuscript, change.key, change.words, revision)
    before = journal.facts(returned)
    returned.taken = {**returned.taken, mark: actor.name}
    journal.record(session, actor, "带回文稿", returned, before=before)


def _change(store: Store, returned: ReturnedWord, mark: str) -> Change:
    changes = compare(_document(returned.edition), _back(store, returned).paragraphs)
    found = next((change for change in changes if change.mark == mark), None)
    if found is None:
        raise RuleBroken("没有这处改动，请刷新页面")
    return found


def _manuscript(session: Session, returned: ReturnedWord) -> Manuscript:
    manuscript = find(session, returned.group_id, returned.edition.year)
    if manuscript is None:
        raise RuleBroken("这一年还没有开始编写，请先在“年度报告”里打开文稿，再带回改动")
    return manuscript


def _refusal(change: Change) -> str:
    if change.kind == "heading":
        return "标题的序号由系统编排；删标题或在标题下加段落，请在文稿里改"
    if change.kind == "caption":
        return "图表的序号由系统编排；在说明下加段落，请在文稿里加"
    told = "；".join(map(str, change.altered))
    return f"{told}。数字由记录得出，不从 Word 带回；请改它背后的记录，或在文稿里只改文字"


def _document(edition: Edition) -> Document:
    return composed(thaw(edition.facts or ""), edition.imprint, thaw_edits(edition.edits))


def _back(store: Store, returned: ReturnedWord) -> Word:
    return read(store.path(returned.file.sha256).read_bytes(), returned.name)


def _issued(store: Store, edition: Edition) -> Word | None:
    """Read the Word file that people were given, if it is still there."""
    path = store.path(edition.word.sha256) if edition.word else None
    return read(path.read_bytes(), path.name + ".docx") if path and path.is_file() else None
