import re

from groupmgr.reports.compose.document import compose
from groupmgr.reports.compose.phrases import change, spoken
from groupmgr.reports.compose.traces import ranges
from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Bound, Chart, Cited, Gap, Paragraph, Table
from tests.reports.samples import empty_facts, figure, year_facts


def body(facts):
    return [block for item in numbered(compose(facts).sections) for block in item.section.blocks]


def prose(facts):
    runs = [run for block in body(facts) if isinstance(block, Paragraph) for run in block.runs]
    return "".join(run.text for run in runs)


def annex(facts, title):
    return next(annex for annex in compose(facts).annexes if annex.title == title)


def test_figures_stand_in_sentences():
    words = prose(year_facts())
    assert "现有成员单位94家，比上年增加2家，其中企业48家、高等职业学校（专科）22所" in words
    assert "成员参会率91.6%，比上年提高3.4个百分点" in words
    assert "到款1286.40万元（比上年下降4.2%）" in words


def test_meetings_are_counted_by_kind():
    assert "全年召开理事会会议6次、政校企交流会议6次" in prose(year_facts())


def test_what_is_unknown_or_nothing_is_not_said():
    words = prose(year_facts())
    assert "学年使用" not in words
    assert "专利" not in words
    assert not re.search(r"(?<![\d.])0[个家项次人份场]", words)


def test_what_is_unknown_is_listed_as_a_gap_and_never_as_zero():
    facts = year_facts(
        figures=(figure("B10", "学年使用频率", "人时", None, reported=0, expected=31),)
    )
    (gaps,) = annex(facts, "数据缺口清单").blocks
    assert gaps.rows[0][1:] == ("B10 学年使用频率", "未取得数据，正文未列出该数（已报0，应报31）")
    (values,) = annex(facts, "指标一览表").blocks
    assert values.rows[0][3] == "未报"


def test_a_figure_of_which_a_part_is_missing_is_a_gap_too():
    facts = year_facts(figures=(figure("B06", "设备总值", "万元", "12", reported=28, expected=31),))
    (gaps,) = annex(facts, "数据缺口清单").blocks
    assert "只含已报部分" in gaps.rows[0][2]


def test_a_known_zero_is_a_figure():
    (values,) = annex(
        year_facts(figures=(figure("R03", "专利授权数", "件", "0"),)), "指标一览表"
    ).blocks
    assert values.rows[0][3] == "0"


def test_comparison_needs_last_years_value():
    assert change("94", "92", "家") == "比上年增加2家"
    assert change("18420", "16905", "人次") == "比上年增长9.0%"
    assert change("5", "0", "人次") == "比上年增加5人次"
    assert change("91.6", "92", "%") == "比上年下降0.4个百分点"
    assert change("25", "25", "个") == "与上年持平"
    assert change("94", None, "家") == ""
    assert "上年" not in prose(year_facts(figures=(figure("G01", "成员单位总数", "家", "94"),)))


def test_money_has_two_decimals_and_no_number_has_commas():
    assert spoken("12864", "万元") == "12864.00万元"
    assert spoken("18420", "人次") == "18420人次"
    assert spoken("82720.00", "㎡") == "82720㎡"
    assert spoken("100.0", "%") == "100%"


def test_every_figure_in_a_sentence_leads_to_a_row_that_exists():
    document = compose(year_facts())
    tables = [b for annex in document.annexes for b in annex.blocks if isinstance(b, Table)]
    rows, keys = {code for t in tables for code in t.codes}, {t.key for t in tables}
    runs = [
        run for block in body(year_facts()) if isinstance(block, Paragraph) for run in block.runs
    ]
    assert {run.code for run in runs if isinstance(run, Bound)} <= rows
    assert {run.key for run in runs if isinstance(run, Cited)} <= keys


def test_the_outlook_tells_what_is_still_open():
    words = prose(year_facts())
    assert "会议议定事项中尚有12项正在推进" in words
    assert "于2024年11月30日前完成" in words
    assert "协同优化专业设置，形成年度清单" in words
    assert "完成第二批学员结业考核" in words


def test_a_rule_on_meetings_that_was_not_kept_is_said_and_listed():
    facts = year_facts()
    assert "政校企交流会议（每季度不少于1次）" in prose(facts)
    assert "成员代表大会（年会）（每年不少于1次）全年未达要求" in prose(facts)
    (gaps,) = annex(facts, "数据缺口清单").blocks
    assert ("成员代表大会（年会）", "集团章程第六条") in [
        (row[1], row[2][-8:-1]) for row in gaps.rows
    ]


def test_recommended_and_selected_are_two_figures():
    assert "推荐校企合作典型生产实践项目8个，入选2个" in prose(year_facts())


def test_a_year_without_records_ends_in_marked_gaps():
    facts = empty_facts()
    assert len([block for block in body(facts) if isinstance(block, Gap)]) == 3
    assert [annex.title for annex in compose(facts).annexes] == ["数据缺口清单"]


def test_charts_stand_with_their_tables():
    charts = [block for block in body(year_facts()) if isinstance(block, Chart)]
    assert len(charts) >= 6
    assert all(chart.table.rows and chart.summary for chart in charts)
    assert {series["type"] for chart in charts for series in chart.option["series"]} == {
        "bar",
        "line",
    }


def test_schools_beyond_the_twelfth_are_drawn_as_others():
    (chart,) = (b for b in body(year_facts()) if getattr(b, "caption", "") == "各院校社会培训人次")
    assert chart.table.rows[-1] == ("其他4所", "2202")


def test_the_annex_reconciles_units_with_the_group():
    (traces,) = annex(year_facts(), "指标口径与数据溯源表").blocks
    row = next(row for row in traces.rows if row[0] == "S01")
    assert "各单位合计21960，减重复计列700，集团口径21260" in row[2]


def test_record_numbers_are_drawn_together():
    assert ranges((3, 1, 2, 7)) == "1–3、7"


def test_the_readings_stand_side_by_side_where_they_can_differ():
    proved = {"proved": True, "confirmed": "300", "evidenced": None}
    figures = (
        figure("G01", "成员单位总数", "家", "94"),
        figure("S01", "年社会培训人次", "人次", "320", **proved),
    )
    document = compose(year_facts(figures=figures))
    (annex,) = (one for one in document.annexes if "三种读数" in one.title)
    (row,) = annex.blocks[0].rows
    assert (row[0].code, row[1:]) == ("S01", ("年社会培训人次", "人次", "320", "300", "未报"))
