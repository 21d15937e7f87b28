"""The evidence of activities as one archive: a folder for each, and an index of all pieces."""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
import xlsxwriter
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr.activities import strength
from groupmgr.activities.models import Activity, Evidence
from groupmgr.files.models import StoredFile
from groupmgr.files.packing import Packed, plain
from groupmgr.files.store import Store

CHAPTER = "章节"
HEADS = (
    *("活动编号", "活动", "开始日期", "结束日期", "填报单位"),
    *("文件", "类型", "证明", "佐证强度", "SHA-256"),
)
LONGEST_FOLDER, LONGEST_FILE = 60, 80
_WIDTHS = dict(zip((CHAPTER, *HEADS), (40, 16, 36, 12, 12, 28, 60, 12, 20, 20, 66), strict=True))
_BATCH = 200


@dataclass
class Packing:
    """One archive: yields its files, and writes the index when all are known.

    `whole` are the activities whose files go in as they came; of the others it is what is shown.
    `chapters` names the folder in which each activity's own is filed, where they are filed so.
    """

    session: Session
    store: Store
    whole: Collection[int]
    chapters: Mapping[int, str] = field(default_factory=dict)
    rows: list[Sequence[str]] = field(default_factory=list)
    done: int = 0

    def files(self, keys: Sequence[int]) -> Iterator[Packed]:
        """Yield the files of these activities in their order, then the index."""
        for at in range(0, len(keys), _BATCH):
            batch = keys[at : at + _BATCH]
            found = {one.id: one for one in self.session.scalars(_load(batch))}
            for key in batch:
                if key in found:
                    yield from self._of(found[key])
                self.done += 1
            self.session.expunge_all()
        first = (CHAPTER,) if self.chapters else ()
        yield Packed("目录.xlsx", _index((*first, *HEADS), self.rows))

    def _of(self, activity: Activity) -> Iterator[Packed]:
        filed = (self.chapters[activity.id],) if self.chapters else ()
        own = plain(f"{activity.number} {activity.title}", LONGEST_FOLDER)
        folder = "/".join((*filed, own))
        for number, (first, pieces) in enumerate(_by_content(activity), 1):
            file, name, sha256 = first.file, first.url or "", ""
            if file is not None:
                given = file if activity.id in self.whole else file.shown
                name = f"{folder}/{number:02} {plain(first.name, LONGEST_FILE)}"
                yield from self._packed(given, name)
                sha256 = given.sha256
            self.rows.append((*filed, *_row(activity, name, pieces, sha256)))

    def _packed(self, file: StoredFile, name: str) -> Iterator[Packed]:
        place = self.store.path(file.sha256)
        if place.is_file():
            yield Packed(name, place)


def _by_content(activity: Activity) -> list[tuple[Evidence, list[Evidence]]]:
    """Bring the pieces together that are one file and prove several figures."""
    found: dict[int | str, list[Evidence]] = {}
    for one in activity.evidence:
        found.setdefault(one.file_id or one.url or "", []).append(one)
    return [(pieces[0], pieces) for pieces in found.values()]


def _row(activity: Activity, name: str, pieces: Sequence[Evidence], sha256: str) -> tuple[str, ...]:
    return (
        activity.number,
        activity.title,
        activity.starts_on.isoformat(),
        activity.ends_on.isoformat(),
        activity.owner.name,
        name,
        "、".join(dict.fromkeys(one.kind.label for one in pieces)),
        "、".join(one.measure.label if one.measure else "活动" for one in pieces),
        strength.of(activity).label,
        sha256,
    )


def _load(keys: Sequence[int]) -> sa.Select[Any]:
    return (
        sa.select(Activity)
        .where(Activity.id.in_(keys))
        .options(
            joinedload(Activity.owner),
            selectinload(Activity.figures),
            selectinload(Activity.evidence).joinedload(Evidence.file),
        )
    )


def _index(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet, bold = book.add_worksheet("目录"), book.add_format({"bold": True})
        for line, row in enumerate((heads, *rows)):
            for column, words in enumerate(row):
                sheet.write_string(line, column, words, bold if line == 0 else None)
        for column, head in enumerate(heads):
            sheet.set_column(column, column, _WIDTHS[head])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    return file.getvalue()
