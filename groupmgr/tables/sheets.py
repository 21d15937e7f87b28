"""Turn an uploaded table file into rows of cells."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from groupmgr.kernel.errors import RuleBroken
from groupmgr.tables.unpacking import DAMAGED, repacked

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
MOST_FILE_BYTES = 20 * 1024**2
ENDINGS = (".xlsx", ".xls", ".ods", ".csv")
LOCKED = "文件设有打开密码，请取消密码后再导入"

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; row 1 of the file is `rows[0]`."""

    name: str
    rows: Sequence[Sequence[Cell]]


def sheets(file_name: str, content: bytes, hidden: str = "") -> list[Sheet]:
    """Return the visible sheets of a file; raise `RuleBroken` where it cannot be read.

    The sheet named by `hidden` is among them though it is not shown.
    """
    ending = PurePath(file_name).suffix.lower()
    if ending not in ENDINGS:
        raise RuleBroken("只能导入 .xlsx、.xls、.ods 或 .csv 文件")
    if not content:
        raise RuleBroken("文件是空的")
    if len(content) > MOST_FILE_BYTES:
        raise RuleBroken("文件超过 20 MB，请只保留要导入的那张表，另存后再试")
    return _OPENERS[ending](content, hidden)


def _packed(content: bytes, hidden: str) -> list[Sheet]:
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise RuleBroken(LOCKED)
    _expect(content.startswith(_ZIP))
    return _workbook(repacked(content), hidden)


def _old(content: bytes, hidden: str) -> list[Sheet]:
    _expect(content.startswith(_OLE))
    return _workbook(content, hidden)


def _text(content: bytes, hidden: str) -> list[Sheet]:
    _expect(not content.startswith((_ZIP, _OLE)) and b"\0" not in content)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return [Sheet("", _separated(text))]
    raise RuleBroken("看不懂文件的文字编码，请在 Excel 或 WPS 中另存为 .xlsx 再导入")


def _separated(text: str) -> list[list[Cell]]:
    head = text[:4096]
    separator = max(",\t;", key=head.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise RuleBroken(DAMAGED) from error


def _workbook(content: bytes, hidden: str) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            shown = [
                one.name
                for one in book.sheets_metadata
                if one.visible == SheetVisibleEnum.Visible or one.name == hidden
            ]
            return [_filled(book.get_sheet_by_name(name)) for name in shown]
    except PasswordError as error:
        raise RuleBroken(LOCKED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise RuleBroken(DAMAGED) from error


def _filled(sheet: CalamineSheet) -> Sheet:
    """Return the rows, with the content of a merged cell in every row it covers."""
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = rows[top][left]
    return Sheet(sheet.name, rows)


def _expect(fits: bool) -> None:
    if not fits:
        raise RuleBroken("文件内容与后缀名不符，请用 Excel 或 WPS 另存为 .xlsx 再导入")


_OPENERS: dict[str, Callable[[bytes, str], list[Sheet]]] = {
    ".xlsx": _packed,
    ".ods": _packed,
    ".xls": _old,
    ".csv": _text,
}
