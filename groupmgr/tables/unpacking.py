"""Open the zip of a workbook no further than is safe (platform.md: 0.6 MB became 1.7 GB)."""

import io
import re
import zipfile
import zlib

from groupmgr.kernel.errors import RuleBroken

MOST_BYTES = 80 * 1024**2
MOST_PARTS = 2_000
MOST_CELLS = 3_000_000
MOST_COLUMNS_REPEATED = 200
MOST_ROWS_REPEATED = 1_000
TOO_BIG = "文件解开后太大，请只保留要导入的那张表，另存后再试"
DAMAGED = "文件已损坏，打不开。请用 Excel 或 WPS 重新另存一份再试"

_KEPT = (".xml", ".rels", "mimetype")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_REPEATED = re.compile(rb"""(number-(?:rows|columns)-repeated=["'])(\d+)""")


def repacked(content: bytes) -> bytes:
    """Return the workbook with its text parts alone, each unpacked here and bounded.

    What is handed to the reader is stored, not packed, so that no size stated
    in the file has to be believed. Raise `RuleBroken` on a bomb or a damaged file.
    """
    result = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(result, "w") as safe:
            left = MOST_BYTES
            for part in _parts(packed):
                data = packed.open(part).read(left + 1)
                left -= len(data)
                if left < 0:
                    raise RuleBroken(TOO_BIG)
                safe.writestr(part.filename, _bounded(part.filename, data))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise RuleBroken(DAMAGED) from error
    return result.getvalue()


def _parts(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    parts = [part for part in packed.infolist() if part.filename.endswith(_KEPT)]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise RuleBroken(TOO_BIG)
    if any(part.flag_bits & 1 for part in parts):
        raise RuleBroken("文件设有打开密码，请取消密码后再导入")
    return parts


def _bounded(name: str, data: bytes) -> bytes:
    """Refuse a sheet that spans more cells than a table has, however few of them are filled."""
    if "worksheets/" in name:
        places = _PLACE.findall(data)
        wide = max((_number(letters) for letters, _ in places), default=0)
        if wide * max((int(row) for _, row in places), default=0) > MOST_CELLS:
            raise RuleBroken("表格范围太大，请删去表格以外的空行空列，另存后再试")
    return _REPEATED.sub(_once, data) if name == "content.xml" else data


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _once(found: re.Match[bytes]) -> bytes:
    """Shorten the empty margin that an OpenDocument sheet writes as one repeated cell."""
    most = MOST_ROWS_REPEATED if b"rows" in found[1] else MOST_COLUMNS_REPEATED
    return found[1] + (found[2] if int(found[2]) <= most else b"1")
