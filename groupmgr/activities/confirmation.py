"""Where a party stands to a record: the one definition, for an object and for the database."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.activities.labels import Confirmation, PartyStanding
from groupmgr.kernel.base import Name, Short
from groupmgr.kernel.clock import today

if TYPE_CHECKING:
    from groupmgr.activities.models import Activity

# How long a party has to answer for a version, where its group has no rule of its own.
ANSWER_DAYS = 14
SPOKE = (Confirmation.CONFIRMED, Confirmation.CORRECTED, Confirmation.DISPUTED)
# What waits for the party itself.
AWAITED = (PartyStanding.WAITING, PartyStanding.STALE, PartyStanding.OVERDUE)


def deadline() -> dt.date:
    """Return by when a party has to answer that is asked today."""
    return today() + dt.timedelta(days=ANSWER_DAYS)


class Asked:
    """What a party was asked and said: columns of its row, and how they read.

    What it said holds for `confirmed_version`; of a newer version it is asked
    anew. `answer_by` is the last day on which the answer is in time.
    """

    if TYPE_CHECKING:
        activity: Mapped[Activity]

    confirmation: Mapped[Confirmation] = mapped_column(default=Confirmation.WAITING)
    confirmed_version: Mapped[int | None]
    answer_by: Mapped[dt.date | None]
    contact: Mapped[Short | None]
    contact_email: Mapped[Name | None]

    @property
    def standing(self) -> PartyStanding:
        """Return where the party stands to the record as it now is."""
        spoke = self.confirmation in SPOKE
        if self.confirmation is Confirmation.NOT_NEEDED:
            return PartyStanding.NOT_NEEDED
        if spoke and self.confirmed_version == self.activity.version:
            return PartyStanding.of_code(self.confirmation)
        if self.answer_by is not None and self.answer_by < today():
            return PartyStanding.OVERDUE
        return PartyStanding.STALE if spoke else PartyStanding.WAITING

    @property
    def is_awaited(self) -> bool:
        """Tell whether it is the turn of the party."""
        return self.standing in AWAITED

    def ask(self, answer_by: dt.date) -> None:
        """Give the party until the end of a day to answer for the version that now stands."""
        if self.confirmation is not Confirmation.NOT_NEEDED:
            self.answer_by = answer_by

    @classmethod
    def awaited(cls, version: Any) -> sa.ColumnElement[bool]:
        """Match the parties whose turn it is, given the version of their record."""
        return sa.or_(cls.confirmation == Confirmation.WAITING, cls._spoke_before(version))

    @classmethod
    def stands(cls, standing: PartyStanding, version: Any) -> sa.ColumnElement[bool]:
        """Match the parties that stand so, as `standing` says of one."""
        late = sa.and_(cls.answer_by.is_not(None), cls.answer_by < today())
        if standing is PartyStanding.OVERDUE:
            return sa.and_(cls.awaited(version), late)
        if standing is PartyStanding.STALE:
            return sa.and_(cls._spoke_before(version), ~late)
        if standing is PartyStanding.WAITING:
            return sa.and_(cls.confirmation == Confirmation.WAITING, ~late)
        said = cls.confirmation == Confirmation.of_code(standing)
        if standing is PartyStanding.NOT_NEEDED:
            return said
        return sa.and_(said, cls.confirmed_version == version)

    @classmethod
    def _spoke_before(cls, version: Any) -> sa.ColumnElement[bool]:
        return sa.and_(cls.confirmation.in_(SPOKE), cls.confirmed_version.is_distinct_from(version))
