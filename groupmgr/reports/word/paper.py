"""The sheet: A4 with the margins of an official document, page numbers at the outer edge."""

from typing import Any

from docx.document import Document as File
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.section import Section, _Footer
from docx.shared import Emu, Mm

from groupmgr.reports.word.marks import NAMESPACES, field, paragraph, run

_PITCH = 578


def lay(file: File) -> tuple[Any, Any]:
    """Lay out the cover with the contents, and the text; return what ends each of the two."""
    file.add_section(WD_SECTION.ODD_PAGE)
    front, text = file.sections
    for section in (front, text):
        _measure(section)
    _number_pages(file, text)
    text._sectPr.append(parse_xml(f'<w:pgNumType {NAMESPACES} w:start="1"/>'))
    for section in (front, text):
        _rule(section)
    return front._sectPr.getparent().getparent(), text._sectPr


def lay_one(file: File) -> Any:
    """Lay out a paper that is text alone; return what ends it."""
    (text,) = file.sections
    _measure(text)
    _number_pages(file, text)
    _rule(text)
    return text._sectPr


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
