import datetime as dt

import pytest

from groupmgr.kernel.errors import RuleBroken
from groupmgr.tables.reader import Heading, read
from tests.tables.samples import csv, ods, packed, repacked, xlsx

NAME = Heading("name", "单位全称", ("单位名称",), required=True)
CONTACT = Heading("contact", "联络员", ("联络员姓名",))
PHONE = Heading("phone", "联系电话", ("联络员电话",))
MONEY = Heading("money", "到款额(万元)")
HEADINGS = (NAME, CONTACT, PHONE, MONEY)


def cells(file_name, content, most=1000):
    return [dict(line.cells) for line in read(file_name, content, HEADINGS, most).lines]


def refusal(file_name, content, most=1000):
    with pytest.raises(RuleBroken) as refused:
        read(file_name, content, HEADINGS, most)
    return str(refused.value)


def test_the_header_is_found_below_titles_in_any_order_and_any_spelling():
    rows = (
        ["云岭职教集团成员名册"],
        [],
        ["序号", "联络员姓名", " 单位\n名称（全称） *"],
        [1, "李四", "甲学院"],
    )
    table = read("a.xlsx", xlsx(*rows), HEADINGS, 1000)
    assert [heading.label for heading in table.headings] == ["联络员", "单位全称"]
    assert table.lines[0].number == 4
    assert table.lines[0].cells == {"contact": "李四", "name": "甲学院"}


def test_a_head_of_two_rows_with_merged_cells_is_read_as_one():
    def draw(page, book):
        page.merge_range(0, 0, 1, 0, "单位全称")
        page.merge_range(0, 1, 0, 2, "联络员")
        page.write_row(1, 1, ["姓名", "电话"])
        page.write_row(2, 0, ["甲学院", "李四", "13800000000"])

    expected = {"name": "甲学院", "contact": "李四", "phone": "13800000000"}
    assert cells("a.xlsx", xlsx(draw=draw)) == [expected]


def test_a_merged_cell_holds_for_every_row_it_covers():
    def draw(page, book):
        page.merge_range(1, 1, 2, 1, "李四")

    content = xlsx(["单位全称", "联络员"], ["甲学院"], ["乙学院"], draw=draw)
    assert [row["contact"] for row in cells("a.xlsx", content)] == ["李四", "李四"]


def test_sums_blank_rows_and_heads_repeated_for_print_are_no_data():
    rows = (["单位全称", "联络员"], ["甲学院"], [], ["单位全称", "联络员"], ["乙学院"], ["合计", 2])
    assert [row["name"] for row in cells("a.xlsx", xlsx(*rows))] == ["甲学院", "乙学院"]


def test_a_unit_in_brackets_is_part_of_the_label():
    assert cells("a.csv", csv(["单位全称", "到款额（万元）"], ["甲学院", "3"]))[0]["money"] == "3"
    assert "money" not in cells("a.csv", csv(["单位全称", "到款额（元）"], ["甲学院", "3"]))[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_text_files_are_read_in_the_encodings_of_office_and_wps(encoding):
    assert cells("a.csv", csv(["单位全称"], ["甲学院"], encoding=encoding)) == [{"name": "甲学院"}]


def test_tabs_and_semicolons_separate_too():
    assert cells("a.csv", "单位全称\t联络员\n甲学院\t李四".encode()) == [
        {"name": "甲学院", "contact": "李四"}
    ]


def test_an_open_document_is_read_past_its_repeated_margin():
    margin = (
        '<table:table-row table:number-rows-repeated="1048573">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert cells("a.ods", ods(["单位全称"], ["甲学院"], margin=margin)) == [{"name": "甲学院"}]


def test_days_and_the_results_of_formulas_come_as_they_were_saved():
    def draw(page, book):
        page.write_datetime(1, 1, dt.date(2024, 3, 5), book.add_format({"num_format": "yyyy/m/d"}))
        page.write_formula(1, 0, '="甲"&"学院"', None, "甲学院")

    row = cells("a.xlsx", xlsx(["单位全称", "联络员"], draw=draw))[0]
    assert row == {"name": "甲学院", "contact": dt.date(2024, 3, 5)}


def test_hidden_sheets_are_not_read():
    content = xlsx(["单位全称"], ["甲学院"], hidden=["旧表"])
    assert read("a.xlsx", content, HEADINGS, 1000).sheet == "花名册"


def test_what_cannot_be_read_is_said_in_one_sentence():
    whole = xlsx(["单位全称"], ["甲学院"])
    assert "后缀名" in refusal("a.xlsx", b"<html>")
    assert "后缀名" in refusal("a.xls", whole)
    assert "后缀名" in refusal("a.csv", whole)
    assert "只能导入" in refusal("a.pdf", b"%PDF")
    assert "空的" in refusal("a.xlsx", b"")
    assert "损坏" in refusal("a.xlsx", whole[: len(whole) // 2])
    assert "损坏" in refusal("a.xlsx", packed({"x.xml": "<a>"}))
    assert "损坏" in refusal("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000))
    assert "没有找到表头" in refusal("a.xlsx", xlsx())
    assert "没有找到表头" in refusal("a.xlsx", xlsx(["名字", "电话"], ["甲", 1]))
    assert "没有数据" in refusal("a.xlsx", xlsx(["单位全称"]))
    assert "文字编码" in refusal("a.csv", b"\xff\xff\xff\xff")


def test_a_file_with_a_password_is_named_so():
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    assert "密码" in refusal("a.xlsx", locked)


def test_too_many_rows_are_counted():
    rows = [[f"第{n}学院"] for n in range(11)]
    assert "11 行，一次最多导入 10 行" in refusal("a.xlsx", xlsx(["单位全称"], *rows), most=10)


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = packed({"xl/worksheets/sheet1.xml": bytes(81 * 1024**2)})
    assert len(bomb) < 200_000
    assert "太大" in refusal("a.xlsx", bomb)


def test_a_sheet_that_spans_the_world_is_refused_though_it_holds_two_cells():
    def stretch(name, data):
        return data.replace(b'r="A2"', b'r="XFD1048576"') if "sheet1" in name else data

    content = repacked(xlsx(["单位全称"], ["甲学院"]), stretch)
    assert "范围太大" in refusal("a.xlsx", content)
