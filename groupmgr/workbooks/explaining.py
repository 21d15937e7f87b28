"""The sheet that says how the others are filled in."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from groupmgr.kernel.written import day_words
from groupmgr.workbooks.book import Book
from groupmgr.workbooks.stamps import Origin

FORMS = {
    "文字": "文字",
    "数字": "数字，不带单位",
    "金额": "数字，以万元为单位",
    "日期": "日期，如 2024-11-14",
    "日期和时间": "如 2024-11-14 14:30",
    "选择": "从下拉列表中选一个",
    "多选": "可填几个，中间用“、”隔开",
}


class Explained(NamedTuple):
    """A line of the sheet."""

    words: Sequence[str]
    head: bool = False


def explanations(
    book: Book, flat: Sequence[Any], rows: Sequence[Any], origin: Origin
) -> Iterator[Explained]:
    """Yield the lines."""
    yield Explained([f"{book.name}填报表", "", "", ""], head=True)
    at = f"{day_words(origin.at)} {origin.at:%H:%M}"
    yield Explained(["下载", f"{origin.group}，{origin.by}，{at}"])
    for head, words in _ways(book, rows):
        yield Explained([head, words])
    yield Explained(["", "", "", ""])
    yield Explained([f"“{book.name}”表的列", "是否必填", "填什么", "说明与选项"], head=True)
    yield from (_column(one, fixed=one.key in book.fixed) for one in flat)
    for one in rows:
        yield Explained(["", "", "", ""])
        yield Explained([f"“{one.label}”表的列", "是否必填", "填什么", "说明与选项"], head=True)
        whose = f"这一行属于哪个{book.name}，写它在“{book.name}”表中的名称"
        yield Explained([flat[0].label, "必填", "名称", whose])
        yield from (_column(part) for part in one.columns)


def _ways(book: Book, rows: Sequence[Any]) -> Iterator[tuple[str, str]]:
    yield "修改", "直接改单元格。清空一格，导入后也会清空。没有动过的格子不会覆盖别人期间的修改。"
    if book.adding:
        yield "新增", "在表格末尾的空白行里填。复制已有的行来改，会被认作同一条记录。"
    yield "删除", "删去一行不会删除系统里的记录，只是这一行不参加比对。"
    yield "带回", f"存盘后在“{book.name}”的“Excel 填报”页面上传。先看比对结果，再决定导入哪些行。"
    yield "不要动", "表头的文字、隐藏的“编号”列。列的先后、筛选和排序可以随意；排序时请选中整张表。"
    if book.told:
        yield "灰色的列", "只供对照，改了也不导入。"
    for one in rows:
        yield f"“{one.label}”", f"每行写一项，第一列写属于哪个{book.name}；几行可以同名。"


def _column(column: Any, *, fixed: bool = False) -> Explained:
    notes = ["只在新增时填，已登记的在页面上办理"] if fixed else []
    notes += [column.note] if column.note else []
    if column.words and len(column.words) <= 30:
        notes.append(f"可填：{'、'.join(column.words)}")
    if column.kind == "文字" and column.most > 0:
        notes.append(f"最多 {column.most} 个字")
    form = FORMS[column.kind]
    return Explained(
        [column.label, "必填" if column.required else "", form.partition("，")[0], "。".join(notes)]
    )
