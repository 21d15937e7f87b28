"""A number with a check digit is kept only if it can be right."""

import pytest

from groupmgr.kernel.errors import RuleBroken
from groupmgr.projects.labels import OutputKind
from groupmgr.projects.numbering import is_patent, refuse_wrong

RIGHT = [
    (OutputKind.TEXTBOOK, "978-7-04-050694-5"),
    (OutputKind.LOOSE_LEAF_TEXTBOOK, "ISBN 978-7-04-050694-5"),
    (OutputKind.TEXTBOOK, "ＩＳＢＮ　9787040506945"),
    (OutputKind.TEXTBOOK, "7111199472"),
    (OutputKind.TEXTBOOK, "校本教材2024-03"),
    (OutputKind.PATENT, "ZL200310102344.5"),
    (OutputKind.PATENT, "zl 200310102344.5"),
    (OutputKind.PATENT, "US10123456B2"),
    (OutputKind.PAPER, "ISSN 1000-0054"),
    (OutputKind.PAPER, "10.1000/xyz123"),
    (OutputKind.TECHNICAL_STANDARD, "T/YLZB 12—2024"),
]
WRONG = [
    (OutputKind.TEXTBOOK, "978-7-04-050694-6"),
    (OutputKind.MEDIA_TEXTBOOK, "978-7-04-05069"),
    (OutputKind.TEXTBOOK, "ISBN 7111199473"),
    (OutputKind.PATENT, "ZL200310102344.6"),
    (OutputKind.PATENT, "ZL200310102434.5"),
    (OutputKind.PATENT, "ZL2003101023445.5"),
    (OutputKind.PATENT, "已受理"),
    (OutputKind.PAPER, "1000-0055"),
]


@pytest.mark.parametrize(("kind", "number"), RIGHT)
def test_a_right_number_is_kept(kind, number):
    refuse_wrong(kind, number)


@pytest.mark.parametrize(("kind", "number"), WRONG)
def test_a_wrong_number_is_refused(kind, number):
    with pytest.raises(RuleBroken, match="校验位不对"):
        refuse_wrong(kind, number)


def test_one_changed_digit_is_always_found():
    right = "200310102344"
    for place in range(12):
        for digit in set("0123456789") - {right[place]}:
            assert not is_patent(f"ZL{right[:place]}{digit}{right[place + 1 :]}.5")
