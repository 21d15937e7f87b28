"""People whom the group must be able to name or reach."""

import re
import unicodedata

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.people import Person

_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?")


def person_of(
    session: Session, unit_id: int, name: str, phone: str | None = None, position: str = ""
) -> Person:
    """Return the person of a name in a unit, known or new, with what is now known of them."""
    plain = re.sub(r"\s+", "", name)
    query = sa.select(Person).where(Person.unit_id == unit_id, Person.name == plain)
    person = session.scalars(query.order_by(Person.id)).first()
    if person is None:
        person = Person(unit_id=unit_id, name=plain, position="")
        session.add(person)
    person.phone = clean_phone(phone) or person.phone
    person.position = position or person.position
    session.flush()
    return person


def clean_phone(typed: str | None, field: str | None = None) -> str | None:
    """Return a phone number as it is stored; raise `RuleBroken` for what is none."""
    plain = re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", typed or ""))
    if plain and not _PHONE.fullmatch(plain):
        raise RuleBroken("联系电话应为 11 位手机号，或 0351-1234567 样式的座机号", field)
    return plain or None
