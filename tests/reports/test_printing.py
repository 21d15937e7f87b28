import ctypes
import io
import re
from collections import Counter
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from groupmgr.reports.compose.document import compose
from groupmgr.reports.outline import Document, Paragraph, Section, Text
from groupmgr.reports.printing import Shelf, to_pdf
from groupmgr.reports.render import to_html
from tests.reports.conftest import printed
from tests.reports.samples import GROUP, RARE, year_facts

MM = 72 / 25.4


def boxes(page):
    """Return (character, left, right, baseline) of all, in millimetres from the top left."""
    words, x, y = page.get_textpage(), ctypes.c_double(), ctypes.c_double()
    for place in range(words.count_chars()):
        letter = words.get_text_range(place, 1)
        if letter.strip():
            left, _, right, _ = words.get_charbox(place, loose=True)
            pypdfium2.raw.FPDFText_GetCharOrigin(words, place, x, y)
            yield letter, left / MM, right / MM, round(297 - y.value / MM, 1)


def lines(found):
    """Return the characters line by line."""
    return [[box for box in found if box[3] == y] for y in sorted({box[3] for box in found})]


def first(file):
    """Return the index of the page that bears the number 1."""
    pages = ("".join(page.get_textpage().get_text_range().split()) for page in file)
    return next(place for place, words in enumerate(pages) if words.endswith("—1—"))


@pytest.fixture(scope="module")
def full_page():
    """Return the lines of a page that holds nothing but text."""
    cover = compose(year_facts()).cover
    text = Paragraph((Text("天地玄黄宇宙洪荒日月盈昃辰宿列张" * 100),))
    document = Document(cover, (Section("概况", (text,)),), ())
    with pypdfium2.PdfDocument(to_pdf(to_html(document, "0" * 64))) as file:
        found = list(boxes(file[first(file) + 1]))
    body = [box for box in found if box[3] < 262]
    return lines(body)


def test_a_page_holds_22_lines_of_28_characters(full_page):
    assert [len(line) for line in full_page] == [28] * 22


def test_lines_fill_the_type_area_from_edge_to_edge(full_page):
    for line in full_page:
        assert line[0][1] == pytest.approx(28, abs=0.6)
        assert line[-1][2] == pytest.approx(184, abs=0.6)


@pytest.mark.slow
def test_lines_with_digits_and_marks_end_at_the_right_edge_too(pdf):
    with pypdfium2.PdfDocument(pdf) as file:
        start = first(file)
        found = [[box for box in boxes(file[start + n]) if box[3] < 262] for n in range(2, 5)]
    told = [line for page in found for line in lines(page)]
    full = [line for line in told if len(line) > 27 and line[0][1] < 29]
    assert len(full) >= 9
    for line in full:
        assert line[-1][2] == pytest.approx(184, abs=0.9)


def test_page_numbers_stand_outside_between_dashes(pdf):
    with pypdfium2.PdfDocument(pdf) as file:
        start = first(file)
        right = [box for box in boxes(file[start]) if box[3] > 262]
        left = [box for box in boxes(file[start + 1]) if box[3] > 262]
    assert "".join(box[0] for box in right) == "—1—"
    assert "".join(box[0] for box in left) == "—2—"
    assert right[-1][2] == pytest.approx(184 - 14 / MM, abs=1)
    assert left[0][1] == pytest.approx(28 + 14 / MM, abs=1)


def test_the_contents_name_the_true_pages(pages):
    start = next(place for place, page in enumerate(pages) if page.startswith("目录"))
    contents = "".join(pages[start : start + 2])
    entries = re.findall(r"(附件\d+[^.\d]+|[（一二三四五六七八九）、]+[^.\d]+)\.+(\d+)", contents)
    assert len(entries) > 15
    for heading, number in entries:
        page = next(page for page in pages if page.endswith(f"—{number}—"))
        assert heading.replace("　", "") in page


def test_every_font_is_embedded_and_is_one_of_ours(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        fonts = [
            o
            for o in file.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        names = {str(font.FontName).split("+")[-1].split("-")[0] for font in fonts}
        assert all("/FontFile2" in font for font in fonts)
    assert names <= {"ASCII", "FangSong", "KaiTi", "HeiTi", "XiaoBiaoSong", "SongTi", "RareHan"}


def test_no_name_lacks_a_glyph(caplog):
    facts = replace(year_facts(activities=0), group=replace(GROUP, name=f"{RARE}集团"))
    pdf = printed(facts)
    assert "glyph" not in caplog.text
    with pypdfium2.PdfDocument(pdf) as file:
        text = "".join("".join(page.get_textpage().get_text_range().split()) for page in file)
    assert Counter(text)["𠮷"] >= 4
    assert f"{RARE}集团" in text
    assert f"{RARE}职业学校" in text
    assert "\ufffd" not in text


def test_the_outline_follows_the_headings(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_outline() as outline:
        titles = [item.title for item in outline.root]
        parts = [item.title for item in outline.root[1].children]
    assert titles[:6] == [
        "集团概况",
        "一、开展的主要工作",
        "二、取得的工作成效",
        "三、未来工作展望",
        "目录",
        "附件1 成员单位名单",
    ]
    assert parts[0] == "（一）贯彻落实职教政策，助力职业院校高水平建设"


def test_every_indicator_value_is_printed(text):
    for figure in year_facts().figures:
        if figure.value is not None:
            assert figure.value in text, figure.code


@pytest.mark.slow
def test_the_same_facts_are_printed_in_the_same_bytes():
    facts = year_facts(activities=6)
    assert printed(facts) == printed(facts)


def test_the_words_of_users_are_data():
    title = "<script>{{ 7*7 }}</script><img src='file:///etc/passwd'>&amp;"
    facts = year_facts(activities=1)
    (activity,) = facts.activities
    page = to_html(compose(replace(facts, activities=(replace(activity, title=title),))), "0" * 64)
    assert "<script>" not in page
    assert "{{ 7*7 }}" in page
    assert "src=&#39;file" not in page.replace("&lt;img src=&#39;file", "")


@pytest.mark.parametrize(
    "url",
    ["http://example.org/a.png", "file:///etc/passwd", "ftp://example.org/a", "static/../../x"],
)
def test_a_report_opens_nothing_outside_static(url):
    with pytest.raises(ValueError, match=r"outside static/|Not an absolute"):
        Shelf().fetch(url)


def test_progress_counts_charts_and_pages():
    steps = []
    html = to_html(compose(year_facts(activities=6)), "0" * 64, lambda *step: steps.append(step))
    to_pdf(html, lambda *step: steps.append(step))
    assert ("绘制图表", 1, 6) in steps
    assert ("排版", 1, 1) in steps
    assert steps[-1][0] == "写入文件"
    assert steps[-1][1] > 10
