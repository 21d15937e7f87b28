"""Charts as pictures, because Word files of every age show those.

They are printed as for the PDF, one a page, and the pages are drawn as PNG.
"""

import io
from collections.abc import Sequence

import pypdfium2
from docx.document import Document as File
from docx.shared import Emu, Mm

from groupmgr.reports import charts, scans
from groupmgr.reports.outline import Chart, Photo, Scan
from groupmgr.reports.printing import to_pdf
from groupmgr.reports.word.marks import written

_SCALE = 200 / 72
_PIXEL = 9525
_WIDEST = 589
_COLOURS = 64


def draw(found: Sequence[Chart]) -> list[bytes]:
    """Draw charts as PNG; the same charts always give the same bytes."""
    if not found:
        return []
    sheets = "".join(
        f"@page c{n} {{ size: {chart.width}px {chart.height}px; margin: 0 }}"
        f".c{n} {{ page: c{n}; display: block }}"
        for n, chart in enumerate(found)
    )
    images = "".join(
        f'<img class="c{n}" src="{charts.address(chart)}">' for n, chart in enumerate(found)
    )
    page = f"<html><style>body {{ margin: 0 }} {sheets}</style><body>{images}</body></html>"
    with pypdfium2.PdfDocument(to_pdf(page)) as drawn:
        return [_png(sheet) for sheet in drawn]


def inline(file: File, png: bytes, chart: Chart, number: int) -> str:
    """Write a picture into a line, no wider than the line, with its words for those who listen."""
    width = min(chart.width, _WIDEST)
    size = (Emu(width * _PIXEL), Emu(round(width * chart.height / chart.width) * _PIXEL))
    found = file.part.new_pic_inline(io.BytesIO(png), *size)
    told = {"id": f"{number}", "name": f"图{number}", "descr": f"{chart.caption}。{chart.summary}"}
    found.docPr.attrib.update(told)
    return f"<w:r><w:drawing>{written(found)}</w:drawing></w:r>"


def code(file: File, scan: Scan, number: int) -> str:
    """Write a code into a line, 14 mm wide."""
    found = file.part.new_pic_inline(io.BytesIO(scans.png(scan.address)), Mm(14), Mm(14))
    found.docPr.attrib.update({"id": f"{number}", "name": f"码{number}", "descr": scan.text})
    return f"<w:r><w:drawing>{written(found)}</w:drawing></w:r>"


def photo(file: File, picture: bytes, shows: Photo, number: int) -> str:
    """Write a photo into a line, 92 mm wide, or 69 mm high where it stands upright."""
    found = file.part.new_pic_inline(io.BytesIO(picture), Mm(92))
    if found.extent.cy > Mm(69):
        found = file.part.new_pic_inline(io.BytesIO(picture), None, Mm(69))
    told = {"id": f"{number}", "name": f"照片{number}", "descr": shows.caption}
    found.docPr.attrib.update(told)
    return f"<w:r><w:drawing>{written(found)}</w:drawing></w:r>"


def _png(sheet: pypdfium2.PdfPage) -> bytes:
    drawn = io.BytesIO()
    sheet.render(scale=_SCALE).to_pil().quantize(_COLOURS).save(drawn, "PNG")
    return drawn.getvalue()
