"""Tell whether a PDF is one that was made here, byte for byte, and which edition or paper."""

import hashlib
import io
import re
from dataclasses import dataclass

import pikepdf
import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.files.models import StoredFile
from groupmgr.groups.models import Group
from groupmgr.kernel.errors import RuleBroken
from groupmgr.reports.models import Edition, title_of
from groupmgr.reports.papers import finding

MARK = "groupmgr "
_CLAIM = re.compile(rf"{MARK}([0-9a-f]{{64}})")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is: an edition or a paper, another that claims to come from it, or unknown."""

    same: bool
    title: str | None = None
    state: str | None = None

    @property
    def words(self) -> str:
        """Return the verdict as a sentence."""
        if self.title is None:
            return "不一致：本系统没有生成过这个文件"
        if self.same:
            return f"一致：这是{self.title}（{self.state}），与存档逐字节相同"
        return f"不一致：文件标明出自{self.title}，内容与存档不同"


def verify(session: Session, content: bytes) -> Verdict:
    """Compare a file with what was made here; raise `RuleBroken` for what is no PDF."""
    claimed = _claimed(content)
    sha256 = hashlib.sha256(content).hexdigest()
    same = _find(session, Edition.file.has(StoredFile.sha256 == sha256))
    same = same or finding.by_file(session, sha256)
    if same is not None:
        return Verdict(True, *same)
    near = _find(session, Edition.seal == claimed) if claimed else None
    near = near or (finding.by_seal(session, claimed) if claimed else None)
    return Verdict(False, *near) if near else Verdict(False)


def _claimed(content: bytes) -> str | None:
    """Return the fingerprint of the facts that the file says it was made from."""
    try:
        with pikepdf.open(io.BytesIO(content)) as file:
            words = str(file.docinfo.get("/Keywords", ""))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        raise RuleBroken("这不是可以打开的 PDF，请选择系统生成的报告文件", "file") from None
    found = _CLAIM.search(words)
    return found[1] if found else None


def _find(session: Session, which: sa.ColumnElement[bool]) -> tuple[str, str] | None:
    query = (
        sa.select(Group.name, Edition.year, Edition.number, Edition.state)
        .join(Edition, Edition.group_id == Group.id)
        .where(which)
        .order_by(Edition.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return (f"{row.name}{title_of(row.year, row.number)}", row.state.label) if row else None
