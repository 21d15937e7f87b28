"""A report bound from parts is the report printed in one piece."""

import io

import pikepdf
import pypdfium2
import pytest
from lxml import html

from groupmgr.reports.making import document
from groupmgr.reports.press.book import to_book
from groupmgr.reports.press.parts import LINK, cut
from groupmgr.reports.printing import to_pdf
from groupmgr.reports.render import to_html
from tests.reports.samples import year_facts


def page(activities):
    """Return the report of a year as one page."""
    return to_html(document(year_facts(activities)), "0" * 64)


def whole(long):
    """Return the page with its long tables cut as the press cuts them."""
    one = html.document_fromstring(long)
    main = one.body.find("main")
    main[:] = [
        child for part in cut(long).rest for child in html.document_fromstring(part).find(".//main")
    ]
    for link in one.body.iter("a"):
        link.set("href", link.get("href").replace(LINK, "#"))
    return html.tostring(one, encoding="unicode", doctype="<!doctype html>")


def words(pdf):
    """Return the text of every page."""
    with pypdfium2.PdfDocument(pdf) as file:
        return ["".join(page.get_textpage().get_text_range().split()) for page in file]


def links(pdf):
    """Return (page, corner, page led to, place there) of every link."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        numbers = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        flat = list(file.Root.Names.Dests.Names)
        named = {str(name): place for name, place in zip(flat[::2], flat[1::2], strict=True)}
        return [
            (number, *map(round, map(float, link.Rect)), *led(named[str(link.Dest)], numbers))
            for number, page in enumerate(file.pages)
            for link in page.obj.get("/Annots", ())
        ]


def led(place, numbers):
    return numbers[place[0].objgen], round(float(place[2])), round(float(place[3]))


def outline(pdf):
    """Return (level, words, page, height) of every bookmark."""
    with pypdfium2.PdfDocument(pdf) as file:
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in file.get_toc()
        ]


@pytest.fixture(scope="module")
def prints():
    long = page(420)
    return to_pdf(whole(long)), to_book(long)


@pytest.mark.slow
def test_a_bound_report_reads_as_one_printed_in_one_piece(prints):
    one, bound = map(words, prints)
    assert len(cut(page(420)).rest) > len(set(cut(page(20)).rest))
    assert bound == one


@pytest.mark.slow
def test_links_lead_through_the_whole_report(prints):
    one, bound = map(links, prints)
    assert len({(led_from, led_to) for led_from, *_, led_to, _, _ in bound}) > 20
    assert sorted(bound) == sorted(one)


@pytest.mark.slow
def test_bookmarks_are_those_of_the_whole_report(prints):
    one, bound = map(outline, prints)
    assert bound == one
