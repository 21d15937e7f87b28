"""统一社会信用代码: how it is written, and whether its check character fits (GB 32100-2015)."""

import re
import unicodedata

from groupmgr.members.labels import SCHOOLS, Ownership, UnitKind

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18

_ORGANISATION = slice(8, 16)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_FIRST_TWO = {
    UnitKind.ENTERPRISE: ("91",),
    UnitKind.ASSOCIATION: ("51",),
    UnitKind.DEPARTMENT: ("11",),
}
_SCHOOL_FIRST_TWO: dict[Ownership | None, tuple[str, ...]] = {
    Ownership.PUBLIC: ("12",),
    Ownership.PRIVATE: ("52", "91"),
}


def normalised(typed: str) -> str:
    """Return a typed code in the form that is stored: half-width, upper case, without spaces."""
    return re.sub(r"[\s\-—]", "", unicodedata.normalize("NFKC", typed)).upper()


def fault(code: str) -> str | None:
    """Return why a normalised code cannot be right, or nothing."""
    if len(code) != LENGTH:
        return f"统一社会信用代码应为 {LENGTH} 位，现在是 {len(code)} 位"
    strange = sorted(set(code) - set(ALPHABET))
    if strange:
        hint = "（字母 I、O、S、V、Z 不用，请看是否与数字 1、0、5、2 混淆）"
        return f"统一社会信用代码中不会有“{'、'.join(strange)}”{hint}"
    if check_character(code) != code[-1]:
        return "统一社会信用代码的校验位不对，请对照证照检查每一位"
    return None


def doubts(code: str, kind: UnitKind, ownership: Ownership | None) -> list[str]:
    """Return what is unusual about a right code; older codes deviate, so nothing is refused."""
    found = []
    if organisation_check(code[_ORGANISATION]) != code[16]:
        found.append("代码内第 9 至 17 位（组织机构代码）的校验位不合，请对照证照核对")
    usual = _SCHOOL_FIRST_TWO.get(ownership, ()) if kind in SCHOOLS else _FIRST_TWO.get(kind, ())
    if usual and code[:2] not in usual:
        found.append(f"{kind.label}的代码通常以 {' 或 '.join(usual)} 开头，请核对代码与单位类别")
    return found


def check_character(code: str) -> str:
    """Return the last character that belongs to a code, of which the first 17 are read."""
    total = sum(ALPHABET.index(sign) * pow(3, at, 31) for at, sign in enumerate(code[:-1]))
    return ALPHABET[-total % 31]


def organisation_check(eight: str) -> str:
    """Return the ninth character of an organisation code (GB 11714-1997)."""
    total = sum(int(sign, 36) * by for sign, by in zip(eight, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]
