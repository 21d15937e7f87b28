"""Text is cut into pieces by which people find it."""

import pytest

from groupmgr.index.words import Term, pieces, plain, spelled, terms


def test_two_characters_side_by_side_make_a_piece():
    assert list(pieces("职教集团，2024年")) == ["职教", "教集", "集团", "团", "2024", "年"]


def test_width_and_case_make_no_difference():
    assert list(pieces("ＰＬＣ　编程")) == list(pieces("plc 编程"))
    assert plain("（ＰＬＣ）\n 编程") == "(PLC) 编程"


@pytest.mark.parametrize("name", ["𬭎电", "䶮山", "〇一"])
def test_rare_characters_are_characters(name):
    assert list(pieces(name)) == [name, name[1]]


def test_a_name_is_found_by_initials_from_any_character_on():
    letters = list(spelled("云岭机电学院"))
    assert letters[:4] == ["yunlingjidianxueyuan", "yljdxy", "ljdxy", "jdxy"]


def test_what_is_typed_is_one_term_for_each_run():
    assert terms("云岭机电 plc 厂") == [
        Term(("云岭", "岭机", "机电"), is_prefix=False),
        Term(("plc",), is_prefix=True),
        Term(("厂",), is_prefix=True),
    ]
    assert terms(" ，。'\"*") == []
