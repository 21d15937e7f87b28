"""Tables, charts and photos that people chose: what they show, where they stand, when they go."""

import io
import re
from dataclasses import replace

import docx
import pypdfium2
import pytest
from lxml import html

from groupmgr.reports import making
from groupmgr.reports.binding import refuse_unbound
from groupmgr.reports.compose.document import compose
from groupmgr.reports.compose.exhibits import Exhibits, source_of
from groupmgr.reports.editing.edits import Edits, Exhibit, Placed
from groupmgr.reports.editing.overlay import walk
from groupmgr.reports.outline import Bound, Gap, Photos
from groupmgr.reports.proofing.findings import Severity
from groupmgr.reports.seal import freeze, sealed, thaw, thaw_edits
from tests.reports.samples import year_facts

ABOVE = "results/service"
PICTURE, OTHER = "a" * 64, "b" * 64


def shown(source, facts=None):
    facts = facts or year_facts()
    return Exhibits(compose(facts), facts).shown(source)


def chosen(source, key=f"{ABOVE}/shown-1", caption="", basis=""):
    one = Exhibit(key=key, above=ABOVE, source=source, caption=caption, basis=basis)
    return Edits(exhibits=(one,))


def pictured(**facts):
    """Return a year of which the fifth activity, told in no chapter, has two photos."""
    every = year_facts(**facts)
    with_photos = replace(every.activities[4], photo=PICTURE, more_photos=(OTHER,))
    return replace(every, activities=(*every.activities[:4], with_photos, *every.activities[5:]))


def blocks(facts, edits, above=ABOVE):
    sections = {one.key: one for one in walk(making.document(facts, edits=edits).sections)}
    return {block.key: block for block in sections[above].blocks}


def test_a_chart_of_units_ends_in_the_figure_of_the_group():
    chart = shown("units:S01")
    figure = next(one for one in year_facts().figures if one.code == "S01")
    assert len(chart.option["series"][0]["data"]) == 12
    cells = dict(chart.table.rows)
    assert "其他5家" in cells
    assert cells["集团口径"] == Bound("S01", figure.value, "value")
    drawn = [int(cell.text) for name, cell in chart.table.rows if cell.aspect.startswith("unit:")]
    assert sum(drawn) - int(cells["减：重复计列"].text) == int(figure.value)
    assert len(shown("unit-table:S01").rows) == len(figure.by_unit) + 3


def test_every_offer_is_drawn_of_bound_figures_and_none_is_offered_of_what_is_not_known():
    facts = year_facts()
    exhibits = Exhibits(compose(facts), facts)
    offers = list(exhibits.offers())
    sources = [one.source for one in offers]
    assert {"units:S01", "parts:G01", "years:T01", "list:members", "chart:work/months"} <= {
        *sources
    }
    assert not {"units:G14", "years:B10", "list:traces", "list:activities"} & {*sources}
    assert len({*sources}) == len(sources)
    edits = Edits(
        exhibits=tuple(
            Exhibit(key=f"{ABOVE}/shown-{n}", above=ABOVE, source=one)
            for n, one in enumerate(sources)
        )
    )
    document = making.document(facts, edits=edits)
    refuse_unbound(document)
    assert making.findings(facts, edits) == ()


@pytest.mark.parametrize(
    "source", ["", "units:", "units:X99", "list:traces", "photo:1:", "nothing"]
)
def test_what_is_no_source_shows_nothing(source):
    assert shown(source) is None


def test_large_and_broken_figures_are_printed_to_the_last_digit():
    money = replace(
        next(one for one in year_facts().figures if one.code == "R01b"),
        value="12345678.9",
        breakdown=(("甲", "12345000.45"), ("乙", "678.45")),
    )
    table = shown("part-table:R01b", year_facts(figures=(money,)))
    assert [cell.text for _, cell in table.rows] == ["12345000.45", "678.45", "12345678.90"]


def test_a_chosen_chart_speaks_of_the_facts_of_the_day_and_is_frozen_with_the_words():
    edits = chosen("years:T01", caption="互聘人数")
    before = blocks(year_facts(), edits)[f"{ABOVE}/shown-1"]
    assert (before.caption, [cell.text for _, cell in before.table.rows]) == (
        "互聘人数",
        ["290", "312"],
    )
    risen = [replace(f, value="320") if f.code == "T01" else f for f in year_facts().figures]
    after = blocks(year_facts(figures=tuple(risen)), edits)[f"{ABOVE}/shown-1"]
    assert [cell.text for _, cell in after.table.rows] == ["290", "320"]
    assert thaw_edits(freeze(edits)) == edits
    assert sealed(year_facts(), edits) != sealed(year_facts())


def test_facts_and_edits_without_anything_chosen_keep_their_fingerprint():
    assert "exhibits" not in freeze(Edits(outline=(Placed(key="work", hidden=True),)))
    assert "more_photos" not in freeze(year_facts())
    assert thaw(freeze(pictured())) == pictured()


def test_a_chosen_photo_is_printed_with_the_words_of_its_record():
    facts = pictured()
    activity = facts.activities[4]
    edits = chosen(source_of(activity, OTHER))
    block = blocks(facts, edits)[f"{ABOVE}/shown-1"]
    assert [(one.sha256, one.caption[-len(activity.title) :]) for one in block.photos] == [
        (OTHER, activity.title)
    ]
    assert making.findings(facts, edits) == ()


@pytest.mark.parametrize("left", [year_facts(), year_facts(activities=2)], ids=["photo", "record"])
def test_a_photo_of_what_no_longer_counts_is_not_printed_and_keeps_the_report_from_being_issued(
    left,
):
    edits = chosen(source_of(pictured().activities[4], PICTURE), basis="培训现场")
    key = f"{ABOVE}/shown-1"
    assert isinstance(blocks(left, edits)[key], Gap)
    (finding,) = making.findings(left, edits)
    assert (finding.severity, finding.key, finding.said) == (Severity.MUST, key, "培训现场")
    assert "另选或移走" in finding.words


def test_a_caption_over_a_record_that_changed_asks_for_a_look():
    facts = pictured()
    source = source_of(facts.activities[4], PICTURE)
    now = shown(source, facts).photos[0].caption
    assert making.findings(facts, chosen(source, caption="培训现场", basis=now)) == ()
    (finding,) = making.findings(facts, chosen(source, caption="培训现场", basis="从前的名称"))
    assert "请核对说明" in finding.words
    assert making.findings(facts, chosen(source, basis="从前的名称")) == ()


def test_a_caption_is_proof_read_as_words_are():
    found = making.findings(year_facts(), chosen("years:T01", caption="互聘300人的情况"))
    assert any("300人" in one.words and one.severity is Severity.MUST for one in found)


def test_what_is_composed_is_replaced_and_comes_back():
    edits = chosen("parts:P01", key=f"{ABOVE}/schools")
    replaced = blocks(year_facts(), edits)[f"{ABOVE}/schools"]
    assert replaced.caption == "校企合作项目数的构成"
    assert "schools" in blocks(year_facts(), Edits())[f"{ABOVE}/schools"].key
    gone = year_facts(figures=tuple(f for f in year_facts().figures if f.code != "S01"))
    assert blocks(gone, edits)[f"{ABOVE}/schools"].caption == "校企合作项目数的构成"


def test_of_a_row_of_photos_single_ones_are_left_out_and_replaced():
    every = year_facts(activities=40)
    facts = replace(
        every, activities=tuple(replace(a, photo=f"{a.number:08x}" * 8) for a in every.activities)
    )
    (row,) = [one for one in blocks(facts, Edits()).values() if isinstance(one, Photos)]
    first, second = (f"{row.key}/{photo.sha256[:8]}" for photo in row.photos)
    hidden = Edits(outline=(Placed(key=first, hidden=True),))
    assert blocks(facts, hidden)[row.key].photos == row.photos[1:]
    source = source_of(facts.activities[0], facts.activities[0].photo)
    replaced = chosen(source, key=second)
    assert [one.sha256[:8] for one in blocks(facts, replaced)[row.key].photos] == [
        row.photos[0].sha256[:8],
        "00000001",
    ]
    both = replace(
        replaced, outline=(Placed(key=first, hidden=True), Placed(key=second, hidden=True))
    )
    assert row.key not in blocks(facts, both)


def test_tables_and_charts_are_numbered_in_word_and_on_the_page():
    edits = Edits(
        exhibits=(
            Exhibit(key=f"{ABOVE}/shown-1", above=ABOVE, source="unit-table:S01"),
            Exhibit(key="work/shown-2", above="work", source="years:T01", caption="甲"),
            Exhibit(key="work/shown-3", above="work", source="chart:work/months", caption="甲"),
        ),
    )
    facts = year_facts(activities=12)
    word = docx.Document(io.BytesIO(making.docx(facts, edits=edits)))
    said = [p.text for p in word.paragraphs if p.style.name == "Caption"]
    assert "表1　各单位年社会培训人次" in said
    assert [one[3:] for one in said if one.endswith("甲")] == ["甲", "甲"]
    page = html.document_fromstring(making.html(facts, edits=edits))
    (heading,) = page.find_class("is-counted")
    assert heading.text == "各单位年社会培训人次"
    drawn = [one.get("src") for one in page.xpath("//figure[figcaption='甲']/img")]
    assert len({*drawn}) == 2
    ids = page.xpath("//@id")
    assert len(ids) == len({*ids})


@pytest.mark.slow
def test_placed_tables_and_charts_are_numbered_in_print_and_lead_to_what_proves_them():
    sources = ("part-table:G01", "years:T01")
    edits = Edits(
        exhibits=tuple(
            Exhibit(key=f"{ABOVE}/shown-{n}", above=ABOVE, source=one)
            for n, one in enumerate(sources)
        )
    )
    few = year_facts(activities=1, bases=(), projects=(), agreements=(), meetings=())
    with pypdfium2.PdfDocument(making.pdf(few, edits=edits)) as file:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in file]
    assert any("表1成员单位总数的构成" in page for page in pages)
    assert any(re.search(r"图\d互派互聘人数与上年比较", page) for page in pages)
    page = html.document_fromstring(making.html(few, edits=edits))
    (table,) = page.xpath(f"//table[@id='list-{ABOVE}/shown-0']")
    assert {one.get("href") for one in table.iter("a")} == {"#trace-G01"}
