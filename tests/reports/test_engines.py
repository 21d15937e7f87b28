"""The printed report looks and reads the same in Poppler, pdfium and MuPDF, and is tagged."""

import io
import re
import subprocess
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from groupmgr.reports import making
from tests.reports.samples import ADDRESS, year_facts

DPI = 50


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Return the file of a short report, bound from its parts as editions are."""
    path = tmp_path_factory.mktemp("book") / "book.pdf"
    path.write_bytes(making.pdf(year_facts(activities=6)))
    return path


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout  # noqa: S603


def letters(text):
    return Counter(re.sub(r"\s", "", text))


def test_three_engines_read_the_same_words(book):
    with pypdfium2.PdfDocument(book) as file:
        pdfium = "".join(page.get_textpage().get_text_range() for page in file)
    poppler = run("pdftotext", str(book), "-").decode()
    mupdf = run("mutool", "draw", "-q", "-F", "txt", str(book)).decode()
    assert letters(poppler) == letters(pdfium) == letters(mupdf)
    assert letters(poppler).total() > 6000
    assert "\ufffd" not in poppler


def test_three_engines_draw_the_same_ink(book, tmp_path):
    run("pdftoppm", "-r", str(DPI), "-gray", str(book), str(tmp_path / "p"))
    drawn = f"{tmp_path}/m-%02d.pgm"
    run("mutool", "draw", "-q", "-r", str(DPI), "-c", "gray", "-o", drawn, str(book))
    poppler, mupdf = (
        [Image.open(io.BytesIO(path.read_bytes())) for path in sorted(tmp_path.glob(f"{name}-*"))]
        for name in "pm"
    )
    with pypdfium2.PdfDocument(book) as file:
        pdfium = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in file]
    assert len(poppler) == len(mupdf) == len(pdfium) > 20
    for number, pages in enumerate(zip(poppler, mupdf, pdfium, strict=True), 1):
        first, *others = map(blurred, pages)
        assert [worst(first, other) < 50 for other in others] == [True, True], number


def blurred(page):
    """Return a page without the edges, which every engine draws in its own way."""
    return page.convert("L").resize((200, 200)).filter(ImageFilter.BoxBlur(3))


def worst(one, other):
    """Return the largest difference of two pages, of 255."""
    return ImageStat.Stat(ImageChops.difference(one, other)).extrema[0][1]


def elements(element, above=()):
    """Walk through the tags in reading order, each with the kinds of those above it."""
    kind = str(element.S)[1:]
    yield kind, element, above
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid, (*above, kind))


@pytest.fixture(
    scope="module", params=["official", pytest.param("address", marks=pytest.mark.slow)]
)
def tagged(request, book):
    content = book.read_bytes()
    if request.param == "address":
        content = making.pdf(replace(year_facts(activities=6), masthead=ADDRESS))
    with pikepdf.open(io.BytesIO(content)) as file:
        yield file


def test_the_report_says_its_language_title_and_standard(tagged):
    assert str(tagged.Root.Lang) == "zh-CN"
    assert tagged.Root.ViewerPreferences.DisplayDocTitle
    with tagged.open_metadata() as about:
        assert about["dc:title"] == "云岭省装备制造职业教育集团2024年度工作报告"
        assert about["pdfuaid:part"] == "1"


def test_headings_begin_with_the_title_and_skip_no_level(tagged):
    found = list(elements(tagged.Root.StructTreeRoot.K[0]))
    levels = [int(kind[1]) for kind, _, _ in found if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pictures_have_words_and_rows_have_heads(tagged):
    found = list(elements(tagged.Root.StructTreeRoot.K[0]))
    pictures = [element for kind, element, _ in found if kind == "Figure"]
    assert len(pictures) > 20
    assert all(str(picture.get("/Alt", "")) for picture in pictures)
    cells = [element for kind, element, _ in found if kind == "TD"]
    assert all(len(cell.A.Headers) == 1 for cell in cells)
    heads = {bytes(element.ID) for kind, element, _ in found if kind == "TH"}
    assert {bytes(head) for cell in cells for head in cell.A.Headers} <= heads


def test_all_that_is_printed_is_tagged_or_an_artifact(tagged):
    nums = list(tagged.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
    for number, page in enumerate(tagged.pages, 1):
        marks, bare = marked(page)
        assert not bare, number
        assert len(parents[int(page.StructParents)]) == len(marks) if marks else True


def marked(page):
    """Return the keys of what is tagged on a page, and how often it writes untagged words."""
    marks, depth, bare = set(), 0, 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        depth += (name in ("BDC", "BMC")) - (name == "EMC")
        bare += name in ("Tj", "TJ") and not depth
        if name == "BDC" and "/MCID" in operands[1]:
            marks.add(int(operands[1].MCID))
    return marks, bare
