"""Where the pieces of an official document stand (GB/T 9704-2012), in millimetres."""

import pypdfium2
import pytest

from groupmgr.official.pages import draw
from groupmgr.official.pieces import Foot, Head, Signature
from groupmgr.reports.printing import to_pdf
from tests.reading import words
from tests.reports.test_printing import boxes, lines

GROUP = "云岭省装备制造职业教育集团"
LETTER = {
    "head": Head(mark=f"{GROUP}文件", number="云职集〔2024〕12号", signer="周维安"),
    "subject": f"{GROUP}\n关于召开年会的通知",
    "addressee": "各成员单位",
    "text": "定于2024年11月14日召开年会。",
    "annexes": [("会议议程", ""), ("参会回执", "")],
    "signature": Signature(name="云职集秘书处", dated="2024年11月1日"),
    "note": "联系电话：0000-1234567",
    "foot": Foot(issuer=f"{GROUP}秘书处", dated="2024年11月1日", copies="省教育厅，" * 12),
}


def printed(**facts):
    """Return the boxes of all lines by their words."""
    with pypdfium2.PdfDocument(to_pdf(draw("official/letter.html", **LETTER | facts))) as file:
        found = [box for page in file for box in boxes(page)]
    return {"".join(box[0] for box in line): line for line in lines(found)}


@pytest.fixture(scope="module")
def page():
    return printed()


def test_the_mark_begins_35_mm_below_the_type_area(page):
    mark = page[LETTER["head"].mark]
    ascent = 0.88 * LETTER["head"].size * 25.4 / 72
    assert mark[0][3] - ascent == pytest.approx(37 + 35, abs=0.5)
    assert mark[0][1] - 28 == pytest.approx(184 - mark[-1][2], abs=0.5)


def test_number_and_signer_stand_one_character_inside(page):
    line = page["云职集〔2024〕12号签发人：周维安"]
    assert line[0][1] == pytest.approx(28 + 5.6, abs=0.6)
    assert line[-1][2] == pytest.approx(184 - 5.6, abs=0.6)


def test_a_number_without_a_signer_stands_in_the_middle():
    line = printed(head=Head(mark="集团文件", number="云职集〔2024〕12号"))["云职集〔2024〕12号"]
    assert (line[0][1] + line[-1][2]) / 2 == pytest.approx(106, abs=0.6)


def test_the_date_stands_four_characters_inside_and_the_name_over_its_middle(page):
    name, date = page["云职集秘书处"], page["2024年11月1日"]
    assert date[-1][2] == pytest.approx(184 - 4 * 5.6, abs=1)
    middles = [(line[0][1] + line[-1][2]) / 2 for line in (name, date)]
    assert middles[0] == pytest.approx(middles[1], abs=1)


def test_a_name_longer_than_the_date_stays_within_the_line():
    line = printed(signature=Signature(name=f"{GROUP}秘书处", dated="2024年11月1日"))
    assert line[f"{GROUP}秘书处"][-1][2] <= 184.2


def test_the_foot_ends_where_the_type_area_ends(page):
    last = page[f"{GROUP}秘书处2024年11月1日印发"]
    assert 297 - 35 - 6 < last[0][3] < 297 - 35
    assert last[-1][2] == pytest.approx(184 - 4.9, abs=0.6)


def test_the_words_of_users_are_data():
    page = draw("official/letter.html", **LETTER | {"text": "<b>{{ 7*7 }}</b>"})
    assert "<b>{{ 7*7 }}</b>" in words(page)
