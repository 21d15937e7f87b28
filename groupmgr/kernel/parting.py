"""Who was in a record on a past day, where units merged since.

A record says who is in it today: its owner and its parties. When a unit merges
into another one, the record passes to it, and those who were in it before stay
in a table of former parties, each time with the last day on which they were.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, aliased, mapped_column


class FormerPartyColumns:
    """The columns of a table of former parties; the table adds the key of its record.

    The rows of one `until` are all who were in the record, its owner too.
    """

    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    is_owner: Mapped[bool]
    until: Mapped[dt.date]


@dataclass(frozen=True, slots=True)
class Parting:
    """The tables of a register that tell who is in its records, and who was; all by one key."""

    record: Any
    party: Any
    former: Any
    key: str

    def pairs(self, day: dt.date) -> sa.CompoundSelect[int, int]:
        """Select who was in which record on a day (`id`, `unit_id`), once each."""
        record, party, former = self.record, self.party, self.former
        party_key, former_key = getattr(party, self.key), getattr(former, self.key)
        return sa.union(
            sa.select(record.id, record.owner_unit_id.label("unit_id")).where(
                ~self._parted(record.id, day)
            ),
            sa.select(party_key.label("id"), party.unit_id).where(~self._parted(party_key, day)),
            sa.select(former_key.label("id"), former.unit_id).where(
                former.until == self._next(former_key, day)
            ),
        )

    def owner_on(self, day: dt.date) -> sa.ColumnElement[int]:
        """Return the key of the unit that kept the record of a row on a day."""
        former, record = self.former, self.record
        kept = sa.select(former.unit_id).where(
            getattr(former, self.key) == record.id, former.is_owner, former.until >= day
        )
        first = kept.order_by(former.until).limit(1).correlate(record).scalar_subquery()
        return sa.func.coalesce(first, record.owner_unit_id)

    def _parted(self, key: Any, day: dt.date) -> sa.ColumnElement[bool]:
        former = aliased(self.former)
        return sa.exists().where(getattr(former, self.key) == key, former.until >= day)

    def _next(self, key: Any, day: dt.date) -> sa.ScalarSelect[dt.date]:
        later = aliased(self.former)
        first = sa.select(sa.func.min(later.until)).where(
            getattr(later, self.key) == key, later.until >= day
        )
        return first.correlate(self.former).scalar_subquery()
