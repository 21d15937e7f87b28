import ctypes
import datetime as dt
import io
import re
import subprocess
import zipfile
from dataclasses import replace

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from groupmgr.paths import resource_dir
from groupmgr.reports import making
from groupmgr.reports.compose.document import compose
from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import (
    Bound,
    Chart,
    Cited,
    Document,
    Paragraph,
    Scan,
    Section,
    Table,
    Text,
)
from groupmgr.reports.word.document import to_docx
from tests.reports.samples import ADDRESS, OFFICIAL, RARE, empty_facts, year_facts

DAY = dt.date(2024, 12, 31)
FACES = {
    "仿宋_GB2312": "FangSong",
    "黑体": "HeiTi",
    "楷体_GB2312": "KaiTi",
    "宋体": "SongTi",
    "方正小标宋简体": "XiaoBiaoSong",
    "Times New Roman": "ASCII",
}


@pytest.fixture(scope="module")
def content():
    return making.docx(year_facts())


@pytest.fixture(scope="module")
def file(content):
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def document():
    return compose(year_facts())


def blocks(document):
    """Return all blocks of the sections and annexes in the order of their pages."""
    for item in numbered(document.sections):
        yield from item.section.blocks
    for annex in document.annexes:
        yield from annex.blocks


def tables(document):
    for block in blocks(document):
        if isinstance(block, Chart | Table):
            yield block.table if isinstance(block, Chart) else block


def spoken(element):
    """Return the text of an element."""
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def told(cell):
    """Return the words of a cell; a code has none."""
    return "" if isinstance(cell, Scan) else getattr(cell, "text", cell)


def body(file):
    return file.element.body


def test_headings_are_real_ones_and_those_of_the_document(file, document):
    found = [
        (int(p.style.name.split()[-1]), p.text)
        for p in file.paragraphs
        if p.style.name.lower().startswith("heading ")
    ]
    assert found == [(item.level, item.heading) for item in numbered(document.sections)]
    levels = {
        style: file.styles[style].element.xpath(".//w:outlineLvl/@w:val")
        for style in ("heading 1", "heading 4")
    }
    assert levels == {"heading 1": ["0"], "heading 4": ["3"]}


def test_paragraphs_say_what_the_document_says(file, document):
    said = [p.text for p in file.paragraphs if p.style.name == "Body Text"]
    wanted = ["".join(r.text for r in b.runs) for b in blocks(document) if isinstance(b, Paragraph)]
    assert said == wanted
    assert len(said) > 20


def test_every_figure_leads_to_what_proves_it(file, document):
    links = [
        (link.get(qn("w:anchor")), spoken(link))
        for p in file.paragraphs
        if p.style.name == "Body Text"
        for link in p._p.findall(qn("w:hyperlink"))
    ]
    wanted = [
        (
            f"trace_{run.code}" if isinstance(run, Bound) else f"list_{run.key.replace('-', '_')}",
            run.text,
        )
        for block in blocks(document)
        if isinstance(block, Paragraph)
        for run in block.runs
        if isinstance(run, Bound | Cited)
    ]
    assert links == wanted
    assert len(links) > 60
    places = body(file).xpath(".//w:bookmarkStart/@w:name")
    assert set(body(file).xpath(".//w:hyperlink/@w:anchor")) <= set(places)
    assert len(places) == len(set(places))


def test_tables_hold_the_rows_of_the_document_under_repeated_heads(file, document):
    wanted = list(tables(document))
    assert len(file.tables) == len(wanted)
    for written, table in zip(body(file).iter(qn("w:tbl")), wanted, strict=True):
        head, *rows = [
            tuple(spoken(cell) for cell in row.findall(qn("w:tc")))
            for row in written.findall(qn("w:tr"))
        ]
        assert head == tuple(column.head for column in table.columns)
        assert rows == [tuple(told(cell) for cell in row) for row in table.rows]
        assert len(written.xpath("./w:tr[1]/w:trPr/w:tblHeader")) == 1


def test_charts_are_pictures_with_words_and_captions(content, file, document):
    charts = [block for block in blocks(document) if isinstance(block, Chart)]
    scans = [f"{figure.name}的最新数据" for figure in year_facts().figures]
    assert len(charts) == 6
    said = body(file).xpath(".//wp:docPr/@descr")
    assert said == [*(f"{chart.caption}。{chart.summary}" for chart in charts), *scans]
    captions = [p.text for p in file.paragraphs if p.style.name.lower() == "caption"]
    assert captions == [f"图{n}　{chart.caption}" for n, chart in enumerate(charts, 1)]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        pictures = [name for name in packed.namelist() if name.startswith("word/media/")]
        assert all(packed.read(name).startswith(b"\x89PNG") for name in pictures)


def test_a_chart_stays_with_its_table_and_not_with_what_follows(file):
    first = file.tables[0]._tbl.findall(qn("w:tr"))
    kept = [bool(row.xpath(".//w:keepNext")) for row in first[1:]]
    assert kept == [True] * (len(kept) - 1) + [False]


def test_the_contents_are_a_field_that_names_every_heading(file, document):
    codes = [code.text.strip() for code in body(file).iter(qn("w:instrText"))]
    assert codes[0] == r'TOC \o "1-2" \h \z \u'
    entries = [p.text.rstrip("\t") for p in file.paragraphs if p.style.name.startswith("toc ")]
    headings = [item.heading for item in numbered(document.sections) if item.level <= 2]
    annexes = [f"附件{n}　{annex.title}" for n, annex in enumerate(document.annexes, 1)]
    assert entries == headings + annexes
    starts, ends = (
        len(body(file).xpath(f".//w:fldChar[@w:fldCharType='{kind}']")) for kind in ("begin", "end")
    )
    assert starts == ends == 1 + len(entries)


def test_the_contents_show_the_pages_of_the_pdf(pdf, pages, document):
    file = docx.Document(io.BytesIO(making.docx(year_facts(), printed=pdf)))
    entries = [p.text.split("\t") for p in file.paragraphs if p.style.name.startswith("toc ")]
    assert len(entries) == len(document.annexes) + len(
        [item for item in numbered(document.sections) if item.level <= 2]
    )
    for heading, number in entries:
        page = next(page for page in pages if page.endswith(f"—{number}—"))
        assert heading.replace("　", "") in page


def test_the_sheet_is_that_of_an_official_document(file):
    text, wide, *_ = file.sections
    assert [round(side.mm) for side in (wide.page_width, wide.page_height)] == [297, 210]
    sides = (wide.top_margin, wide.right_margin, wide.bottom_margin, wide.left_margin)
    assert [round(side.mm) for side in sides] == [28, 37, 26, 35]
    assert [round(side.mm) for side in (text.page_width, text.page_height)] == [210, 297]
    sides = (text.top_margin, text.right_margin, text.bottom_margin, text.left_margin)
    assert [round(side.mm) for side in sides] == [37, 26, 35, 28]
    assert file.settings.odd_and_even_pages_header_footer
    right, left = text.footer.paragraphs[0], text.even_page_footer.paragraphs[0]
    assert right.text == left.text == "— 1 —"
    assert (right.alignment, left.alignment) == (2, 0)


@pytest.mark.parametrize("masthead", [OFFICIAL, ADDRESS], ids=["official", "address"])
def test_the_contents_stand_behind_the_signature_or_a_cover(masthead):
    facts = replace(empty_facts(), masthead=masthead)
    file = docx.Document(io.BytesIO(making.docx(facts)))
    order = ["封面标题", "目录标题", "Title", "附件序号"]
    if masthead is OFFICIAL:
        order = ["发文机关标志", "Title", "署名", "目录标题", "附件序号"]
    assert [p.style.name for p in file.paragraphs if p.style.name in order][: len(order)] == order
    said = "".join(p.text for p in file.sections[0].footer.paragraphs)
    assert said == ("— 1 —" if masthead is OFFICIAL else "")


def test_the_same_facts_are_written_in_the_same_bytes(content):
    assert making.docx(year_facts()) == content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_says_who_signed_what_and_when(file):
    facts = file.core_properties
    assert facts.title == "云岭省装备制造职业教育集团2024年度工作报告"
    assert facts.author == facts.last_modified_by == "云岭省装备制造职业教育集团秘书处"
    assert facts.created.date() == facts.modified.date() == DAY


def test_the_words_of_users_are_data(document):
    words = f"</w:t></w:r><w:p/>&amp;{{{{ 7*7 }}}}\x00\x0b{RARE}"
    told = Section(words, (Paragraph((Text(words),)),))
    file = docx.Document(io.BytesIO(to_docx(Document(document.cover, (told,), ()), "0" * 64, DAY)))
    plain = words.replace("\x00", "").replace("\x0b", "")
    assert [p.text for p in file.paragraphs if p.style.name == "Body Text"] == [plain]
    assert f"一、{plain}" in [p.text for p in file.paragraphs]


def test_a_year_of_which_nothing_is_on_record_is_written_too():
    file = docx.Document(io.BytesIO(making.docx(empty_facts())))
    assert any("新设职业教育集团" in p.text for p in file.paragraphs)


@pytest.mark.slow
def test_a_page_holds_22_lines_of_28_characters(document, tmp_path):
    text = Paragraph((Text("天地玄黄宇宙洪荒日月盈昃辰宿列张" * 100),))
    full = replace(document, sections=(Section("概况", (text,)),), annexes=())
    (tmp_path / "full.docx").write_bytes(to_docx(full, "0" * 64, DAY))
    with pypdfium2.PdfDocument(converted(tmp_path)) as file:
        lines = letters(file[1])
    assert [len(line) for line in lines.values()] == [28] * 22


def converted(folder):
    """Print the file as LibreOffice does, our own faces in the place of those it asks for."""
    faces = "".join(
        f"<alias><family>{asked}</family><prefer><family>{ours}</family></prefer></alias>"
        for asked, ours in FACES.items()
    )
    fonts = f"<dir>{resource_dir('static') / 'fonts'}</dir><cachedir>{folder}</cachedir>{faces}"
    (folder / "fonts.conf").write_text(f"<fontconfig>{fonts}</fontconfig>", encoding="utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'home').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "full.docx")]
    environment = {"FONTCONFIG_FILE": str(folder / "fonts.conf"), "PATH": "/usr/bin:/bin"}
    subprocess.run(  # noqa: S603
        command, check=True, capture_output=True, env=environment, timeout=180
    )
    return folder / "full.pdf"


def letters(page):
    """Return the characters of the type area by the height of their line."""
    words, x, y = page.get_textpage(), ctypes.c_double(), ctypes.c_double()
    found = {}
    for place in range(words.count_chars()):
        pypdfium2.raw.FPDFText_GetCharOrigin(words, place, x, y)
        letter = words.get_text_range(place, 1)
        if re.search(r"\w", letter) and y.value > 35 * 72 / 25.4:
            found.setdefault(round(y.value), []).append(letter)
    return found
