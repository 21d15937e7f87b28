"""The numbers of outputs: those with a check digit are checked before they are kept."""

import re
import unicodedata

from stdnum import isbn, issn

from groupmgr.kernel.errors import RuleBroken
from groupmgr.projects.labels import TEXTBOOKS, OutputKind

_BOOK = re.compile(r"(?:ISBN(?:-1[03])?:?)?\s*[\dX][\dX\s-]*", re.IGNORECASE)
_JOURNAL = re.compile(r"ISSN:?\s*\S+|\d{4}-?\d{3}[\dX]", re.IGNORECASE)
# A patent of China: ZL, 12 digits (8 before October 2003), a dot and the check digit.
_PATENT = re.compile(r"(?:ZL|CN)?\s*(\d{12}|\d{8})\.?([\dX])", re.IGNORECASE)
_ABROAD = re.compile(r"(?!ZL|CN)[A-Z]{2}", re.IGNORECASE)
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def refuse_wrong(kind: OutputKind, number: str) -> None:
    """Raise `RuleBroken` where the number of an output cannot be right."""
    typed = unicodedata.normalize("NFKC", number).strip()
    if kind in TEXTBOOKS and _BOOK.fullmatch(typed) and not is_isbn(typed):
        raise RuleBroken(f"书号“{number}”的位数或校验位不对，请对照版权页", "outputs")
    if kind is OutputKind.PAPER and _JOURNAL.fullmatch(typed) and not is_issn(typed):
        raise RuleBroken(f"刊号“{number}”的位数或校验位不对，请对照刊物封面", "outputs")
    if kind is OutputKind.PATENT and not _ABROAD.match(typed) and not is_patent(typed):
        words = f"专利号“{number}”的位数或校验位不对，应如 ZL200310102344.5，请对照专利证书"
        raise RuleBroken(words, "outputs")


def is_isbn(typed: str) -> bool:
    """Tell whether it is an ISBN of 13 or 10 digits."""
    return bool(isbn.is_valid(re.sub(r"^ISBN(-1[03])?:?", "", typed, flags=re.IGNORECASE)))


def is_issn(typed: str) -> bool:
    """Tell whether it is an ISSN."""
    return bool(issn.is_valid(re.sub(r"^ISSN:?", "", typed, flags=re.IGNORECASE)))


def is_patent(typed: str) -> bool:
    """Tell whether it is the number of a patent of China, by its check digit (6.8)."""
    parts = _PATENT.fullmatch(typed)
    if parts is None:
        return False
    digits, check = parts.groups()
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11
    return check.upper() == ("X" if rest == 10 else str(rest))
