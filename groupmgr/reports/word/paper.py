"""The sheet: A4 with the margins of an official document, page numbers at the outer edge."""

from copy import deepcopy
from typing import Any

import docx
from docx.document import Document as File
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Emu, Mm

from groupmgr.reports.word.marks import NAMESPACES, field, paragraph, run, written
from groupmgr.reports.word.settings import settle
from groupmgr.reports.word.styles import sheet

_PITCH = 578


def blank() -> File:
    """Begin a file with our styles and settings."""
    file = docx.Document()
    file.styles.element[:] = list(sheet())
    settle(file)
    return file


def lay(file: File) -> tuple[str, "Sheets"]:
    """Lay out the cover with the contents, and the text; return what ends the first of the two."""
    file.add_section(WD_SECTION.ODD_PAGE)
    front, text = file.sections
    for section in (front, text):
        _measure(section)
    _number_pages(file, text)
    text._sectPr.append(parse_xml(f'<w:pgNumType {NAMESPACES} w:start="1"/>'))
    for section in (front, text):
        _rule(section)
    return f"<w:p><w:pPr>{written(front._sectPr)}</w:pPr></w:p>", Sheets(text._sectPr)


def lay_one(file: File) -> "Sheets":
    """Lay out a paper that is text alone."""
    (text,) = file.sections
    _measure(text)
    _number_pages(file, text)
    _rule(text)
    return Sheets(text._sectPr)


class Sheets:
    """Turns the sheet for what is wide, and back; the pages go on being counted."""

    def __init__(self, last: Any) -> None:
        self._last = last
        self._now = written(last)

    def upright(self) -> str:
        """End the upright pages so far."""
        for name in ("pgNumType", "type", "footerReference"):
            for child in self._last.findall(qn(f"w:{name}")):
                self._last.remove(child)
        ended, self._now = self._now, written(self._last)
        return _ending(ended)

    def turned(self) -> str:
        """End the pages that lie across: what was above is now at the right."""
        across = deepcopy(self._last)
        size, margin = across.find(qn("w:pgSz")), across.find(qn("w:pgMar"))
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        size.attrib.update({qn("w:w"): height, qn("w:h"): width, qn("w:orient"): "landscape"})
        sides = ("top", "right", "bottom", "left")
        were = [margin.get(qn(f"w:{side}")) for side in sides]
        for side, was in zip(sides, (were[3], were[0], were[1], were[2]), strict=True):
            margin.set(qn(f"w:{side}"), was)
        return _ending(written(across))

    def end(self) -> str:
        """End the last pages, and with them the file."""
        return self._now


def _ending(section: str) -> str:
    """Write the paragraph that ends a section, so low that it never takes a page of its own."""
    low = '<w:spacing w:line="20" w:lineRule="exact"/>'
    return paragraph("Table", "", low + section)


def _number_pages(file: File, text: Section) -> None:
    file.settings.odd_and_even_pages_header_footer = True
    _number(text.footer, '<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>')
    _number(text.even_page_footer, '<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>')


def _rule(section: Section) -> None:
    grid = f'<w:docGrid {NAMESPACES} w:type="lines" w:linePitch="{_PITCH}"/>'
    section._sectPr.append(parse_xml(grid))


def _measure(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22.4)
    section.gutter = Emu(0)
    section.footer.is_linked_to_previous = False
    section.even_page_footer.is_linked_to_previous = False
    for child in section._sectPr.xpath("w:cols|w:docGrid"):
        section._sectPr.remove(child)


def _number(footer: _Footer, outer: str) -> None:
    """Write — 1 — as the footer."""
    number = run("— ") + field("PAGE", run("1")) + run(" —")
    element = footer._element
    for child in list(element):
        element.remove(child)
    written = paragraph("Footer", number, outer)
    element.append(parse_xml(written.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))
