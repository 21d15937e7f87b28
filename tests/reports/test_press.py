"""A report bound from parts is the report printed in one piece."""

import io
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from lxml import html

from groupmgr.reports.making import document
from groupmgr.reports.outline import Gap, Section
from groupmgr.reports.press.book import to_book
from groupmgr.reports.press.parts import LINK, cut
from groupmgr.reports.printing import to_pdf
from groupmgr.reports.render import to_html
from tests.reports.samples import ADDRESS, OFFICIAL, year_facts


def page(activities, masthead=OFFICIAL):
    """Return the report of a year as one page."""
    return to_html(document(year_facts(activities, masthead=masthead)), "0" * 64)


def whole(long):
    """Return the page with its long tables cut as the press cuts them."""
    one = html.document_fromstring(long)
    main = one.body.find("main")
    main[:] = [
        child
        for part in cut(long).rest
        for child in html.document_fromstring(part.html).find(".//main")
    ]
    for link in one.body.iter("a"):
        link.set("href", link.get("href").replace(LINK, "#"))
    return html.tostring(one, encoding="unicode", doctype="<!doctype html>")


def words(pdf):
    """Return the text of every page."""
    with pypdfium2.PdfDocument(pdf) as file:
        return ["".join(page.get_textpage().get_text_range().split()) for page in file]


def links(pdf):
    """Return (page, corners, where it leads) of every link."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        numbers = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        flat = list(file.Root.Names.Dests.Names)
        named = {str(name): place for name, place in zip(flat[::2], flat[1::2], strict=True)}
        return sorted(
            (number, *map(round, map(float, link.Rect)), *led(link, named, numbers))
            for number, page in enumerate(file.pages)
            for link in page.obj.get("/Annots", ())
        )


def led(link, named, numbers):
    if "/Dest" not in link:
        return 0, 0, 0, str(link.A.URI)
    page, _, x, y, _ = named[str(link.Dest)]
    return numbers[page.objgen], round(float(x)), round(float(y)), ""


def outline(pdf):
    """Return (level, words, page, height) of every bookmark."""
    with pypdfium2.PdfDocument(pdf) as file:
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in file.get_toc()
        ]


def tags(pdf):
    """Count the tags, every one of which knows what it stands in, and is found from its page."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        root = file.Root.StructTreeRoot
        flat = list(root.ParentTree.Nums)
        parents = dict(zip(map(int, flat[::2]), flat[1::2], strict=True))
        for page in filter(lambda page: len(page.obj.Resources), file.pages):
            assert all("/S" in tag for tag in parents[int(page.obj.get("/StructParents", -1))])
        return Counter(below(root.K[0]))


def below(tag):
    yield str(tag.S)
    kids = tag.K if isinstance(tag.get("/K"), pikepdf.Array) else ()
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert kid.P.objgen == tag.objgen
            yield from below(kid)


@pytest.fixture(
    scope="module", params=[(420, OFFICIAL), (60, ADDRESS)], ids=["official", "address"]
)
def prints(request):
    long = page(*request.param)
    return to_pdf(whole(long)), to_book(lambda: long)


def test_a_hand_loads_what_it_prints_with_and_nothing_else():
    loaded = "import sys, groupmgr.reports.press.hand; print(*sys.modules)"
    names = subprocess.run(  # noqa: S603
        [sys.executable, "-c", loaded], capture_output=True, check=True
    ).stdout
    assert b"weasyprint" in names
    assert not {b"sqlalchemy", b"flask", b"pypinyin", b"docx"} & set(names.split())


@pytest.mark.slow
def test_a_bound_report_reads_as_one_printed_in_one_piece(prints):
    one, bound = map(words, prints)
    assert len(cut(page(420)).rest) > len(set(cut(page(20)).rest))
    assert bound == one


@pytest.mark.slow
def test_long_contents_are_as_long_without_their_numbers():
    report = document(year_facts(0))
    titles = [f"题{'目' * 26}"] * 86
    sections = tuple(Section(title, (Gap("没有记录"),), numbered=False) for title in titles)
    long = to_html(replace(report, sections=sections, annexes=report.annexes[-1:]), "0" * 64)
    one, bound = words(to_pdf(long)), words(to_book(lambda: long))
    assert bound == one
    assert [title for title, _ in re.findall(r"(题目+)\.*(\d+)", "".join(bound))] == titles


@pytest.mark.slow
def test_links_lead_through_the_whole_report(prints):
    one, bound = map(links, prints)
    assert len({(first, last) for first, *_, last, _, _, _ in bound}) > 20
    assert bound == one


@pytest.mark.slow
def test_tags_are_those_of_the_whole_report(prints):
    one, bound = map(tags, prints)
    assert bound["/Link"] > 100
    assert bound == one


@pytest.mark.slow
def test_bookmarks_are_those_of_the_whole_report(prints):
    one, bound = map(outline, prints)
    assert bound == one
