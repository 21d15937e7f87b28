"""Table files as people send them, made here so that each test shows what is in its file."""

import io
import zipfile
from xml.sax.saxutils import escape

import xlsxwriter


def xlsx(*rows, sheet="花名册", draw=None, hidden=()):
    """A workbook of these rows; `draw(sheet, book)` may add merged cells or formulas."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name in hidden:
            book.add_worksheet(name)
        page = book.add_worksheet(sheet)
        page.activate()
        page.set_first_sheet()
        for name in hidden:
            book.get_worksheet_by_name(name).hide()
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
        if draw:
            draw(page, book)
    return file.getvalue()


def ods(*rows, margin=""):
    """An OpenDocument sheet; `margin` is put behind the rows as it is."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="表1">{cells}{margin}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return packed(parts)


def csv(*rows, encoding="utf-8-sig"):
    return "\r\n".join(",".join(map(str, row)) for row in rows).encode(encoding)


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    return file.getvalue()


def repacked(content, change):
    """The same zip with each part passed through `change(name, data)`."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return packed({name: change(name, old.read(name)) for name in old.namelist()})
