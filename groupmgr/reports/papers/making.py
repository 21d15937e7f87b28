"""From the year of a unit to the files that it is given."""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from groupmgr.reports.papers.certificate import certificate
from groupmgr.reports.papers.facts import UnitYear
from groupmgr.reports.papers.models import PaperKind
from groupmgr.reports.papers.printing import to_html
from groupmgr.reports.papers.sheet import Sheet
from groupmgr.reports.papers.summary import summary
from groupmgr.reports.papers.word import to_docx
from groupmgr.reports.printing import to_pdf

# Without 0 and O, 1 and I, which nobody tells apart on paper.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PATH = "/verify/"


class Composer(Protocol):
    """Makes a sheet of a unit's year."""

    def __call__(self, year: UnitYear, *, code: str, address: str, made_on: dt.date) -> Sheet: ...


COMPOSERS: Mapping[PaperKind, Composer] = {
    PaperKind.SUMMARY: summary,
    PaperKind.CERTIFICATE: certificate,
}


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a paper; a certificate is nothing to write in."""

    pdf: bytes
    word: bytes | None


def new_code() -> str:
    """Return what no other paper has and nobody can guess."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def make(
    kind: PaperKind, year: UnitYear, seal: str, code: str, site: str, made_on: dt.date
) -> Made:
    """Print the paper; what people go on writing in comes as a Word file too."""
    address = f"{site.rstrip('/')}{PATH}{code}"
    sheet = COMPOSERS[kind](year, code=code, address=address, made_on=made_on)
    word = to_docx(sheet, seal, made_on) if kind is PaperKind.SUMMARY else None
    return Made(to_pdf(to_html(sheet, seal)), word)
