"""Write rows into an Excel workbook that no typed text can turn into a formula."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from flask import Response, send_file
from xlsxwriter.worksheet import Worksheet

from groupmgr.kernel.clock import today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 18


def send_workbook(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Answer with a workbook of one sheet."""
    content = workbook(name, heads, rows)
    file_name = f"{name}_{today():%Y%m%d}.xlsx"
    return send_file(io.BytesIO(content), XLSX, as_attachment=True, download_name=file_name)


def workbook(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return the workbook."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name[:31])
        head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        for column, words in enumerate(heads):
            sheet.write_string(0, column, words, head)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                _write(sheet, last, column, value, day)
        sheet.set_column(0, len(heads) - 1, WIDTH)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(heads) - 1)
    return file.getvalue()


def _write(sheet: Worksheet, row: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, dt.datetime):
        sheet.write_string(row, column, f"{value:%Y-%m-%d %H:%M}")
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), day)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))
