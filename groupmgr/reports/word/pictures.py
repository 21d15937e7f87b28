"""Charts, codes and photos as pictures, because Word files of every age show those."""

import io

from docx.document import Document as File
from docx.shared import Emu, Mm
from PIL import Image

from groupmgr.reports import charts, scans
from groupmgr.reports.outline import Chart, Photo, Scan
from groupmgr.reports.word.marks import written

_PIXEL = 9525
_WIDEST = 589
_COLOURS = 64


def inline(file: File, chart: Chart, number: int) -> str:
    """Write a chart into a line, no wider than the line, with its words for those who listen."""
    width = min(chart.width, _WIDEST)
    size = (Emu(width * _PIXEL), Emu(round(width * chart.height / chart.width) * _PIXEL))
    found = file.part.new_pic_inline(_few_colours(charts.png(chart)), *size)
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


def _few_colours(png: bytes) -> io.BytesIO:
    """Make a drawing a third as large: it needs few colours."""
    drawn = io.BytesIO()
    Image.open(io.BytesIO(png)).quantize(_COLOURS, Image.Quantize.FASTOCTREE).save(drawn, "PNG")
    return drawn
