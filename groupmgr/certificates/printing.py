"""A certificate, a plaque and the roll as pages to be printed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from groupmgr.certificates.models import Certificate, CertificateKind
from groupmgr.groups.models import Group
from groupmgr.kernel.written import day_words
from groupmgr.official.pages import draw


def certificate(one: Certificate) -> str:
    """Draw a certificate, or the text of a plaque for its maker; the seal is put on by hand."""
    plaque = one.kind is CertificateKind.PLAQUE
    template = f"certificates/{'plaque' if plaque else 'certificate'}.html"
    return draw(
        template,
        group=one.group.name,
        unit=one.name,
        rank=one.rank.label,
        joined=day_words(one.joined_on),
        issued=day_words(one.issued_on),
        number=one.number,
    )


def roll(group: Group, day: dt.date, rows: Sequence[Any]) -> str:
    """Draw the roll of a day: rows of `members.service.roll`."""
    lines = [
        (
            row.name,
            row.rank.label,
            row.Membership.unit.kind.label,
            _short(row.Membership.joined_on),
            row.liaison or "",
        )
        for row in rows
    ]
    return draw("certificates/roll.html", group=group.name, day=day_words(day), lines=lines)


def _short(day: dt.date | None) -> str:
    return f"{day.year}.{day.month}.{day.day}" if day else ""
