import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from groupmgr.kernel.errors import RuleBroken
from groupmgr.reports import making
from groupmgr.reports.compose.document import compose
from groupmgr.reports.facts import Former
from groupmgr.reports.outline import Bound as BoundRun
from groupmgr.reports.outline import Document, Paragraph, Section, Text
from groupmgr.reports.proofing.checking import FAMILIES, check
from groupmgr.reports.proofing.findings import Severity, blocks, dump, load
from groupmgr.reports.proofing.known import Known, known
from groupmgr.reports.proofing.lines import Bound, Line
from groupmgr.reports.proofing.reading import of_document, of_text, of_word
from tests.reports.samples import year_facts

# Lines of a report that a group issued: all that hold a defect or look as if they did.
SOURCE = (Path(__file__).parent / "source_001.txt").read_text(encoding="utf-8")
# Every defect a person found in it: where, and what must be said of it.
DEFECTS = (
    ("2024年11月14", "不完整"),
    (")", "多出"),
    ("94家", "没有数据来源"),
    ("1、", "层次跳级"),
    ("18个", "没有数据来源"),
    ("8个", "没有数据来源"),
    ("17个", "没有数据来源"),
    ("20余个", "没有数据来源"),
    ("显著提高", "没有数据支持"),
    ("1.", "写法不一"),
    ("”", "多出"),
    ("14个", "没有数据来源"),
    ("“", "没有成对"),
    ("“", "引号方向不对"),
    ("本着本着", "“本着”重复"),
    ("立立", "“立”重复"),
    ("身体将康", "身体健康"),
    (":", "应为全角"),
    (",", "应为全角"),
    ("(", "应为全角"),
    (";", "应为全角"),
    ("!", "应为全角"),
)
MOST_FALSE = 4


@pytest.fixture(scope="module")
def facts():
    return replace(
        year_facts(),
        former=(
            Former(name="旧城农机厂", until="2024-06-30"),
            Former(name="老城农机厂", until="2022-06-30"),
            Former(name="云岭机电学校", until="2023-08-31", now="云岭机电职业技术学院"),
        ),
    )


def found(text, facts=None, **more):
    """Return (words of the span, what is said of it) of every finding in a text."""
    lines = tuple(replace(line, **more) for line in of_text(text))
    told = check(lines, known(facts)) if facts else check(lines)
    by_number = {line.number: line.text for line in lines}
    return [(by_number[f.line][f.start : f.end], f.words) for f in told]


def test_a_report_that_was_issued_shows_all_its_defects_and_few_others():
    said = found(SOURCE)
    missed = [one for one in DEFECTS if not any(_is(one, finding) for finding in said)]
    false = [finding for finding in said if not any(_is(one, finding) for one in DEFECTS)]
    assert missed == []
    assert len(false) <= MOST_FALSE
    assert len(said) == len(DEFECTS) + len(false)


def _is(defect, finding):
    return defect[0] == finding[0] and defect[1] in finding[1]


def test_what_the_product_composes_is_clean():
    facts = year_facts()
    assert check(of_document(compose(facts)), known(facts)) == ()


def test_what_the_product_writes_as_word_is_clean_too():
    facts = year_facts()
    lines = of_word(making.docx(facts))
    assert check(lines, known(facts)) == ()
    bound = sum(len(line.bound) for line in lines)
    assert bound == sum(len(line.bound) for line in of_document(compose(facts))) > 60


@pytest.mark.parametrize(
    "text",
    [
        "集团渐渐壮大，天天有新进展，一一落实，人人参与，实实在在。",
        "我们研究研究、讨论讨论，一个一个解决，一步一步推进，家家户户受益。",
        "举办理事会会议，明确会长、校长职责；建设设备齐全的基地，成立立体化教学团队。",
        "建成特色产业产业园，学习了了解行业的方法，面向向往职教的青年，以及及时反馈。",
        "促进校校、校企、企企合作，源源不断培养人才。",
        "5月6日至8日、3月5—8日、3月5、6日举办讲座，第3期培训如期开班。",
        "依据教职成〔2021〕2号文件和《2024年工作要点》，附件1、图2所列。",
        "推进1+X证书试点，学习6S管理，参与2025届毕业生双选会。",
        "相关做法有待完善，岗位待定向培养，签定向协议的学生，按装备制造标准执行。",
        "（1）统筹推进；（2）压实责任。",
        "（一）产教城一体\n1.规划\n2.建设\n（二）校企合作\n3.培养\n4.实训",
        "云岭省教育厅 | 发文时间：2023-03-05 |",
        "集团将进一步努力，推动人才培养质量显著提高。",
        "“岗位技能”“岗课赛研”融通，“学生→学徒”衔接（含《目录》所列“新‘双高’学校”）。",
        "（联系电话：0000-1234567；地址：云岭市学府路1号）",
        "AI、VR/AR 等技术，邮箱 xxgk@example.com。",
        "索引号：000014349/2023-15079",
        "推进产教融合。 2.推进校企合作。（职教科 联系电话：3121678）",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("共培训学员300人。", "300人", "没有数据来源"),
        ("编号为7788的批次", "7788", "没有数据来源：请核对"),
        ("参会率提高X%。", "X%", "尚未填写"),
        ("由××牵头。", "××", "尚未填写"),
        ("结果见附件（待补）。", "待补", "尚未填写"),
        ("共XX家单位参加。", "XX", "尚未填写"),
        ("签订《》协议。", "《》", "尚未填写"),
        ("坚持立德树人树人的导向。", "树人树人", "重复"),
        ("推进进行中的项目和和谐校园的的建设。", "的的", "重复"),
        ("完成工作布署。", "布署", "部署"),
        ("见《关于推进的意见。", "《", "没有成对"),
        ("依据〔2024年12号。", "〔", "没有成对"),
        ("（见附件】。", "】", "多出"),
        ("2月30日召开会议。", "2月30日", "没有“2月30日”这一天"),
        ("24年3月5日召开会议。", "24年", "写全四位"),
        ("2024年03月05日召开会议。", "03月05日", "虚位"),
        ("于2024.3.5召开会议。", "2024.3.5", "年月日"),
        ("工作成效显著。", "成效显著", "没有数据支持"),
        ("规模大幅提升，得到各界好评。", "大幅提升", "没有数据支持"),
        ("全年培训人次达３万。", "３", "全角"),
        ("会议召开,成果丰硕。", ",", "半角"),
        ("全年培训人次共300人。", "300人", "单位"),
        ("培训人数共300人次。", "300人次", "单位"),
        ("建成实训基地3-5所。", "3-5所", "没有数据来源"),
        ("助力打造“一县一校〞。", "〞", "应为“”"),
    ],
)
def test_each_fault_is_found_where_it_stands(text, span, words):
    assert any(span == said and words in told for said, told in found(text)), found(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一、工作\n（二）会议", "序号不连续"),
        ("一、工作\n三、展望", "序号不连续"),
        ("一、工作\n1.会议", "层次跳级"),
        ("一、工作\n（一）会议\n（1）理事会", "层次跳级"),
        ("一、工作\n（一）会议\n1.理事会\n2、秘书处", "写法不一"),
    ],
)
def test_headings_neither_jump_nor_skip_nor_mix(text, words):
    assert [told for _, told in found(text) if words in told]


def test_a_heading_whose_style_and_number_disagree_is_found():
    lines = (Line(1, "一、工作", 1), Line(2, "1.会议", 2))
    assert any("第2级标题" in f.words for f in check(lines))


def test_a_claim_stands_where_a_figure_stands_beside_it(facts):
    assert found("互派互聘人数显著增加，达到312人。", facts, bound=(Bound(13, 17, "T01"),)) == []
    head = Line(1, "（一）人才培养质量显著提高", 2)
    proof = Line(2, "互派互聘312人。", 0, (Bound(4, 8, "T01"),))
    assert check((head, proof), known(facts)) == ()
    assert check((head, replace(proof, text="互派互聘。", bound=())), known(facts))


def test_a_figure_that_the_data_left_behind_is_found(facts):
    said = "现有成员单位94家，比上年增加2家，互派互聘290人。"
    marks = (Bound(6, 9, "G01"), Bound(10, 16, "G01"), Bound(21, 25, "T01"))
    assert found(said, facts, bound=marks) == []
    old = said.replace("94家", "93家")
    ((span, words),) = found(old, facts, bound=marks)
    assert span == "93家"
    assert "成员单位总数现为94家" in words
    assert "未取得数据" in found("频率120人时", facts, bound=(Bound(2, 7, "B10"),))[0][1]
    assert "不在本年度数据中" in found("共12项", facts, bound=(Bound(1, 4, "Z99"),))[0][1]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("每季度至少召开1次政校企交流会议。", Severity.SHOULD),
        ("企业互派互聘应不少于10人。", Severity.SHOULD),
        ("力争60%以上的毕业生留在本省。", Severity.SHOULD),
        ("到2030年建成10个品牌基地。", Severity.SHOULD),
        ("到2024年底已建成10个品牌基地。", Severity.MUST),
        ("全年培训不少于300人。", Severity.MUST),
        ("争取到省级资金300万元。", Severity.MUST),
    ],
)
def test_what_is_asked_for_is_looked_at_and_what_is_stated_must_be_proved(facts, text, severity):
    (number,) = [f for f in check(of_text(text), known(facts)) if "没有数据来源" in f.words]
    assert number.severity is severity


def test_a_unit_that_is_not_the_figures_own_is_found(facts):
    assert "单位应为“人”" in found("互派互聘312人次", facts, bound=(Bound(4, 9, "T01"),))[0][1]
    assert "单位重复" in found("到款1286.40万元元", facts, bound=(Bound(2, 11, "R01b"),))[0][1]
    told = found("到款1286.40元。", facts)
    assert any("单位应为“万元”" in words for _, words in told)


def test_names_are_right_of_the_days_on_which_they_were_borne(facts):
    ((span, words),) = found("云岭机电学校承办论坛。", facts)
    assert span == "云岭机电学校"
    assert "现名“云岭机电职业技术学院”" in words
    assert found("本年度，旧城农机厂退出集团。", facts) == []
    assert found("原云岭机电学校校区启用。", facts) == []
    assert found("3月5日，旧城农机厂承办论坛。", facts) == []
    assert found("9月5日，旧城农机厂承办论坛。", facts)


def test_who_left_before_the_year_must_go_and_who_left_within_it_should_be_looked_at(facts):
    lines = of_text("老城农机厂承办论坛。\n旧城农机厂承办论坛。")
    assert [f.severity for f in check(lines, known(facts))] == [Severity.MUST, Severity.SHOULD]


def test_days_of_another_year_are_found_where_they_are_told_as_done(facts):
    assert found("2023年5月6日召开理事会会议。", facts)
    assert found("2025年5月6日召开理事会会议。", facts)
    assert found("集团自2016年成立以来，召开理事会会议。", facts) == []
    assert found("一、工作展望\n召开2025年5月理事会会议。", facts) == []
    assert found("项目于2025年5月6日到期。", facts) == []


def test_words_of_records_count_as_proved(facts):
    activity = facts.activities[0]
    summary = "学员40人完成学时，成绩明显提高，2023年开展过一次。"
    told = replace(facts, activities=(replace(activity, summary=summary),))
    assert found(f"记录显示：{summary}", told) == []
    assert found(f"记录显示：{summary}", facts)


def test_a_fault_in_the_words_of_a_record_is_told_and_blocks_nothing(facts):
    activity = replace(facts.activities[0], title="数控论坛（学")
    told = replace(facts, activities=(activity,))
    (quoted,) = check(of_text("举办数控论坛（学。"), known(told))
    assert quoted.severity is Severity.SHOULD
    assert blocks(check(of_text("举办数控论坛（学。"), known(facts)))


def test_names_in_the_records_may_repeat_a_word_and_sentences_may_not(facts):
    project = replace(
        facts.projects[0], name="恒砺数控数控技术订单班", next_steps="本着本着自愿，续签"
    )
    told = replace(facts, projects=(project,))
    assert found("开设恒砺数控数控技术订单班。", told) == []
    assert found("下一步，本着本着自愿，续签。", told) == [("本着本着", "“本着”重复")]


def test_findings_stand_in_order_and_say_where_they_are():
    told = check(of_text("一、工作\n会议召开,成果丰硕。\n共300人。"))
    assert [f.severity for f in told] == [Severity.MUST, Severity.SHOULD]
    assert told[0].said == "共300人。"
    assert blocks(told)
    assert not blocks(told[1:])
    assert load(dump(told)) == told
    document = Document(
        compose(year_facts()).cover,
        (Section("概况", (Paragraph((Text("共"), BoundRun("G01", "94家"), Text("300个"))),)),),
        (),
    )
    (finding,) = check(of_document(document), known(year_facts()))
    assert (finding.under, finding.said) == ("一、概况", "共94家300个")


def test_a_word_file_that_others_wrote_is_read_by_its_headings_and_paragraphs():
    file, written = docx.Document(), io.BytesIO()
    file.add_heading("一、工作", 1)
    file.add_paragraph("共培训学员300人。")
    file.save(written)
    lines = of_word(written.getvalue())
    assert [(line.text, line.level) for line in lines] == [
        ("一、工作", 1),
        ("共培训学员300人。", 0),
    ]
    with pytest.raises(RuleBroken, match="打不开"):
        of_word(b"PK no file at all")


def test_every_family_can_read_nothing():
    assert [list(family((), known(year_facts()))) for family in FAMILIES] == [[]] * len(FAMILIES)


def test_what_no_face_can_print_is_told_in_the_text_and_in_the_records():
    (found,) = check(of_text("由王\U00030edd老师领衔。"))
    assert found.words.startswith("“\U00030edd”字库里没有")
    assert (found.start, found.severity) == (2, Severity.SHOULD)
    (found,) = check(of_text("由王老师领衔。"), Known(recorded=("㐂福工作室",)))
    assert found.words.startswith("附件里“㐂福工作室”的“㐂”字库里没有")
    assert not check(of_text("由𬭎、䶮、㛃、𬱖、龑、堃、喆、祎、𠮷领衔。"))
