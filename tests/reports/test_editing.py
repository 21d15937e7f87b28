import re
from dataclasses import replace

import pytest

from groupmgr.catalogue import CATALOGUE
from groupmgr.reports import making
from groupmgr.reports.compose.document import compose
from groupmgr.reports.editing.edits import Edits, Placed, Written
from groupmgr.reports.editing.overlay import Desk, lost, overlay, unchecked, walk
from groupmgr.reports.editing.tokens import ASPECTS, Counted, Quote, Told, mark, read, written
from groupmgr.reports.outline import MISSING, Bound, Paragraph
from groupmgr.reports.proofing.findings import Severity
from groupmgr.reports.seal import freeze, sealed, thaw_edits
from tests.reports.samples import empty_facts, figure, year_facts

KEY = "overview/members"


def paragraphs(document):
    """Return every paragraph of the report by its address."""
    blocks = [block for one in walk(document.sections) for block in one.blocks]
    return {block.key: block for block in blocks if isinstance(block, Paragraph)}


def said(document, key):
    return "".join(run.text for run in paragraphs(document)[key].runs)


def edited(words, key=KEY, facts=None):
    """Return edits of one passage, made when the facts were these."""
    facts = facts or year_facts()
    basis = Desk(compose(facts), facts).basis(key, words)
    return Edits(passages=(Written(key=key, words=words, basis=basis),))


def risen(value="96"):
    """Return the same year with one more figure counted."""
    figures = [replace(f, value=value) if f.code == "G01" else f for f in year_facts().figures]
    return year_facts(figures=tuple(figures))


@pytest.mark.parametrize("facts", [year_facts(), year_facts(activities=2), empty_facts()])
def test_without_edits_the_report_is_what_the_records_propose(facts):
    document = compose(facts)
    assert overlay(document, Edits(), facts) is document
    assert sealed(facts) == sealed(facts, Edits())


@pytest.mark.parametrize("facts", [year_facts(), year_facts(activities=2)])
def test_what_is_proposed_reads_and_writes_back_as_the_same_words(facts):
    document = compose(facts)
    desk = Desk(document, facts)
    for key, block in paragraphs(document).items():
        (again,) = desk.paragraphs(key, written(block.runs))
        assert "".join(run.text for run in again.runs) == "".join(run.text for run in block.runs)
        bound = [run for run in block.runs if isinstance(run, Bound)]
        assert [run for run in again.runs if isinstance(run, Bound)] == bound


def test_every_token_is_read_as_it_was_written():
    codes = [one.code for one in CATALOGUE]
    aspects = [*ASPECTS, "part:企业", "part:高等职业学校（专科）"]
    units = ("", "所")
    tokens = [Told(code, aspect, unit) for code in codes for aspect in aspects for unit in units]
    tokens += [Counted("举办专家讲座"), Quote("8.5%", "省统计局公报")]
    line = "其中".join(map(mark, tokens))
    assert [piece for piece in read(line) if not isinstance(piece, str)] == tokens


@pytest.mark.parametrize("line", ["⟦", "⟦⟧", "⟦S01｜大概⟧", "⟦引用｜8.5%⟧", "{{ 7 }}⟦X⟧", "⟦S01"])
def test_what_is_no_token_stays_and_must_be_put_right(line):
    assert [piece for piece in read(line) if piece] == [line]
    found = making.findings(year_facts(), edited(f"本年度{line}。"))
    assert any(one.severity is Severity.MUST and one.key == KEY for one in found) == ("⟦" in line)


def test_an_edit_stands_with_the_figures_of_the_day_and_asks_to_be_looked_at():
    edits = edited("成员已达⟦G01⟧，⟦G01｜同比⟧。")
    assert said(making.document(year_facts(), edits=edits), KEY) == "成员已达94家，比上年增加2家。"
    now = making.document(risen(), edits=edits)
    assert said(now, KEY) == "成员已达96家，比上年增加4家。"
    assert unchecked(compose(year_facts()), edits, year_facts()) == {}
    (changed,) = unchecked(compose(risen()), edits, risen()).values()
    assert "成员单位总数 94家→96家" in map(str, changed)
    (finding,) = [f for f in making.findings(risen(), edits) if "请核对" in f.words]
    assert (finding.severity, finding.key) == (Severity.MUST, KEY)
    assert (
        unchecked(compose(risen()), edited(edits.passages[0].words, facts=risen()), risen()) == {}
    )


def test_a_sentence_without_figures_asks_too_when_its_records_said_something_else():
    assert unchecked(compose(risen()), edited("集团不断壮大。"), risen())


def test_typed_digits_must_go_unless_their_source_is_named():
    typed = making.findings(year_facts(), edited("就业率达到 95.2，覆盖⟦G01⟧。"))
    assert [(f.severity, f.key) for f in typed] == [(Severity.MUST, KEY)]
    quoted = edited("就业率达到⟦引用｜95.2%｜省教育厅公报⟧，覆盖⟦G01⟧。")
    assert making.findings(year_facts(), quoted) == ()
    assert "95.2%（来源：省教育厅公报）" in said(making.document(year_facts(), edits=quoted), KEY)


def test_a_figure_that_is_no_longer_known_is_never_made_up():
    fewer = year_facts(figures=(figure("G04", "当年新增成员单位数", "家", "2"),))
    words = "成员⟦G01⟧，活动⟦记录｜没有这一项⟧。"
    document = making.document(fewer, edits=edited(words))
    assert said(document, KEY) == f"成员{MISSING}，活动{MISSING}。"
    found = [f.words for f in making.findings(fewer, edited(words, facts=fewer))]
    assert len([one for one in found if "尚未填写" in one]) == 2


def test_a_passage_outlives_the_sentence_it_was_written_over():
    edits = edited("基地建设稳步推进。", "overview/holdings")
    fewer = year_facts(figures=(), activities=0, meetings=())
    assert "overview/holdings" not in paragraphs(compose(fewer))
    assert said(making.document(fewer, edits=edits), "overview/holdings") == "基地建设稳步推进。"
    assert lost(compose(fewer), edits) == []


def test_a_passage_whose_whole_section_is_gone_is_named_and_not_printed():
    edits = edited("培训成绩喜人。", "results/service/summary")
    assert lost(compose(empty_facts()), edits) == ["results/service/summary"]
    printed = making.document(empty_facts(), edits=edits)
    assert "results/service/summary" not in paragraphs(printed)


def test_sections_are_moved_hidden_renamed_and_added():
    order = ("overview", "results", "own-1", "work", "outlook")
    edits = Edits(
        passages=(Written(key="own-1/text", words="第一段。\n第二段。"),),
        outline=(
            Placed(key="", arranged=order),
            Placed(key="own-1", heading="特色工作", above=""),
            Placed(key="work/policy", hidden=True),
            Placed(key="work", heading="重点工作"),
            Placed(key="work/months", hidden=True),
        ),
    )
    document = making.document(year_facts(), edits=edits)
    keys = [one.key for one in document.sections]
    assert keys == ["overview", "results", "own-1", "work", "outlook"]
    by_key = {one.key: one for one in walk(document.sections)}
    assert by_key["work"].title == "重点工作"
    assert "work/policy" not in by_key
    assert "work/months" not in [block.key for block in by_key["work"].blocks]
    assert [block.key for block in by_key["own-1"].blocks] == ["own-1/text", "own-1/text-2"]


def test_a_gap_can_be_written_over_and_an_empty_passage_is_left_out():
    document = making.document(empty_facts(), edits=edited("今年起步。", "work/gap", empty_facts()))
    assert said(document, "work/gap") == "今年起步。"
    assert KEY not in paragraphs(making.document(year_facts(), edits=edited("")))


def test_frozen_edits_are_read_back_and_sealed_with_the_facts():
    edits = Edits(
        passages=(Written(key=KEY, words="成员⟦G01⟧。", basis="{}"),),
        outline=(Placed(key="work", hidden=True, arranged=("a", "b"), above=None),),
    )
    assert thaw_edits(freeze(edits)) == edits
    assert thaw_edits(None) == Edits()
    assert sealed(year_facts(), edits) != sealed(year_facts())
    assert re.fullmatch("[0-9a-f]{64}", sealed(year_facts(), edits))


def test_a_case_is_told_in_the_words_of_its_record():
    activity = year_facts().activities[4]
    edits = edited("典型做法：⟦记录｜活动5⟧")
    told = said(making.document(year_facts(), edits=edits), KEY)
    assert f"“{activity.title.replace('“', '‘').replace('”', '’')}”" in told
    assert told.endswith(activity.summary)
    assert making.findings(year_facts(), edits) == ()
    gone = year_facts(activities=2)
    assert MISSING in said(making.document(gone, edits=edits), KEY)
    assert unchecked(compose(gone), edits, gone)
