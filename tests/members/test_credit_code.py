import pytest

from groupmgr.members import credit_code
from groupmgr.members.labels import Ownership, UnitKind

KNOWN = "91110000600037341L"
# Made up, one of each registering office, with right check characters (6-validation.md 6.1).
MADE_UP = (
    "12140000405700013Q",
    "911400001100700263",
    "511400005011000340",
    "11653200010500041E",
    "93140500MA0ABCD1XU",
    "526209007001000534",
)


@pytest.mark.parametrize("code", [KNOWN, *MADE_UP])
def test_a_right_code_has_no_fault(code):
    assert credit_code.fault(code) is None


@pytest.mark.parametrize("at", range(18))
def test_one_wrong_character_is_found_wherever_it_stands(at):
    other = "1" if KNOWN[at] != "1" else "2"
    assert "校验位" in credit_code.fault(KNOWN[:at] + other + KNOWN[at + 1 :])


def test_two_characters_that_changed_places_are_found():
    assert "校验位" in credit_code.fault("91110000600073341L")


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_that_no_code_has_are_named(letter):
    assert f"“{letter}”" in credit_code.fault(f"9111000060003734{letter}L")


def test_the_length_is_said():
    assert "现在是 17 位" in credit_code.fault(KNOWN[:17])
    assert "现在是 19 位" in credit_code.fault(KNOWN + "0")


def test_a_code_is_stored_the_same_however_it_was_typed():
    assert credit_code.normalised(" 9111 0000-6000 3734-1l\n") == KNOWN
    assert credit_code.normalised("９１１１００００６０００３７３４１Ｌ") == KNOWN


def test_the_inner_code_is_doubted_but_never_a_fault():
    assert credit_code.doubts(KNOWN, UnitKind.ENTERPRISE, None) == []
    code = "911400001234567894"[:17]
    whole = next(code + sign for sign in credit_code.ALPHABET if not credit_code.fault(code + sign))
    assert "第 9 至 17 位" in credit_code.doubts(whole, UnitKind.ENTERPRISE, None)[0]


def test_a_code_that_does_not_fit_the_kind_of_unit_is_doubted():
    assert "以 12 开头" in credit_code.doubts(KNOWN, UnitKind.SECONDARY, Ownership.PUBLIC)[-1]
    assert "以 51 开头" in credit_code.doubts(KNOWN, UnitKind.ASSOCIATION, None)[-1]
    assert credit_code.doubts(KNOWN, UnitKind.PARK, None) == []
