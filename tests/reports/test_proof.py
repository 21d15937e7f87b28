"""Every printed figure leads to its row in the annex, and its row to the living page."""

import io
from dataclasses import replace

import docx
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from groupmgr.reports import scans
from groupmgr.reports.binding import UnboundFigure
from groupmgr.reports.compose.document import compose
from groupmgr.reports.outline import Bound, Cited, Document, Paragraph, Scan, Section
from groupmgr.reports.render import to_html
from groupmgr.reports.word.document import to_docx
from tests.reports.samples import figure, year_facts
from tests.reports.test_word import DAY


@pytest.mark.parametrize("run", [Bound("X99", "12人"), Cited("nowhere", "3项")])
@pytest.mark.parametrize("write", [lambda d: to_html(d, ""), lambda d: to_docx(d, "", DAY)])
def test_a_figure_that_no_annex_proves_is_not_printed(run, write):
    document = compose(year_facts())
    told = Section("概况", (Paragraph((run,)),))
    with pytest.raises(UnboundFigure):
        write(Document(document.cover, (told,), document.annexes))


def live(facts):
    """Return the addresses of the codes, by indicator."""
    tables = [table for annex in compose(facts).annexes for table in annex.blocks]
    (traces,) = (table for table in tables if getattr(table, "key", "") == "traces")
    return {
        code: cell.address
        for code, row in zip(traces.codes, traces.rows, strict=True)
        for cell in row
        if isinstance(cell, Scan)
    }


def test_every_row_of_the_annex_leads_to_its_living_page():
    facts = year_facts()
    assert live(facts) == {
        one.code: f"https://jt.example.cn/g/yunling/indicators/{one.code}?year=2024"
        for one in facts.figures
    }
    assert live(replace(facts, site="")) == {}


def test_a_phone_reads_the_printed_codes(pdf):
    wanted = set(live(year_facts()).values())
    found = set()
    with pypdfium2.PdfDocument(pdf) as file:
        for page in file:
            words = page.get_textpage().get_text_range()
            if "最新数据" in "".join(words.split()):
                picture = page.render(scale=200 / 72).to_pil()
                found |= {code.text for code in zxingcpp.read_barcodes(picture)}
    assert found == wanted


def test_a_phone_reads_the_codes_in_word():
    address = "https://jt.example.cn/g/yunling/indicators/S01?year=2024"
    facts = year_facts(figures=(figure("S01", "年社会培训人次", "人次", "320"),))
    file = docx.Document(io.BytesIO(to_docx(compose(facts), "", DAY)))
    (picture,) = (part for part in file.part.package.parts if part.blob == scans.png(address))
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.blob)))
    assert code.text == address


def test_units_less_what_is_counted_twice_are_the_group():
    by_unit = (("甲校", "200"), ("乙公司", "150"), ("丙校", "0"))
    parts = {"by_unit": by_unit, "overlap": "50", "outside": "10"}
    counted = figure("S01", "年社会培训人次", "人次", "310", **parts)
    facts = year_facts(figures=(counted, figure("G01", "成员单位总数", "家", "94")))
    annexes = {annex.key: annex for annex in compose(facts).annexes}
    ((row,),) = (table.rows for table in annexes["annex/reconciled"].blocks)
    assert told(row)[3:] == ("350", "50", "10", "310")
    assert annexes["annex/shares"].wide
    ((*units, _, _, _, _),) = (table.rows for table in annexes["annex/shares"].blocks)
    assert {unit[0] for unit in units} == {"甲校", "乙公司"}
    rows = [told(row) for row in annexes["annex/shares"].blocks[0].rows]
    assert rows[-4:] == [
        ("各单位合计", "350"),
        ("减：重复计列", "50"),
        ("加：未计入任何成员单位", "10"),
        ("集团口径", "310"),
    ]


def told(row):
    return tuple(getattr(cell, "text", cell) for cell in row)
