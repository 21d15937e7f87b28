"""Links that were sent to the parties of activities, and what was answered through them."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.accounts.models import Account
from groupmgr.activities.labels import ActivityState, Confirmation, PartyStanding
from groupmgr.activities.models import Party
from groupmgr.confirming.labels import LinkState
from groupmgr.groups.models import Group
from groupmgr.kernel.base import Name, Record, Short, Text
from groupmgr.kernel.clock import now


class Invitation(Record):
    """A link by which one party answers for one record.

    Its secret is kept nowhere: it follows from `salt` and the key of the
    installation, which lies outside the database (see `site`); `token_hash`
    finds the row again. `site` is the address of the installation as those
    saw it who made the link. A link goes with the party where the unit is
    taken out of the record.

    `reminders` were sent since the party was asked about `asked_version`, the
    last letter at `asked_at`. `tries` counts the answers that were posted
    since `tries_since`, good ones and refused.
    """

    __tablename__ = "invitations"

    party_id: Mapped[int] = mapped_column(
        sa.ForeignKey("parties.id", ondelete="CASCADE"), index=True
    )
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    expires_at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]
    used_at: Mapped[dt.datetime | None]
    salt: Mapped[Short] = mapped_column(default="")
    site: Mapped[Name] = mapped_column(default="")
    asked_at: Mapped[dt.datetime | None]
    asked_version: Mapped[int] = mapped_column(default=0)
    reminders: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    tries_since: Mapped[dt.datetime | None]

    party: Mapped[Party] = relationship(lazy="raise_on_sql")
    group: Mapped[Group] = relationship(lazy="raise_on_sql")
    made_by: Mapped[Account] = relationship(lazy="raise_on_sql")

    @property
    def state(self) -> LinkState:
        """Return what the link is good for; a new version of the record opens a used one again."""
        if self.revoked_at is not None:
            return LinkState.REVOKED
        if self.party.activity.state is not ActivityState.SUBMITTED:
            return LinkState.CLOSED
        if self._is_answered():
            return LinkState.USED
        return LinkState.EXPIRED if self.expires_at <= now() else LinkState.OPEN

    def _is_answered(self) -> bool:
        party = self.party
        if party.standing is PartyStanding.CONFIRMED:
            return True
        spoke = party.confirmation is not Confirmation.WAITING and self.used_at is not None
        return spoke and party.confirmed_version == party.activity.version


class Answer(Record):
    """What a party said of one version, and who said it.

    `figures` holds, by the code of the measure, the party's own values where
    they are others than the record's; `taken_at` is when the reporting unit
    took them over, `replied_at` when it answered with `reply` instead.
    """

    __tablename__ = "answers"

    party_id: Mapped[int] = mapped_column(
        sa.ForeignKey("parties.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int]
    said: Mapped[Confirmation]
    figures: Mapped[dict[str, Any]]
    remark: Mapped[Text]
    name: Mapped[Short]
    post: Mapped[Short]
    taken_at: Mapped[dt.datetime | None]
    replied_at: Mapped[dt.datetime | None]
    reply: Mapped[Text] = mapped_column(default="")

    @property
    def signed(self) -> str:
        """Return who answered: 沈知远（培训主管）."""
        return f"{self.name}（{self.post}）" if self.post else self.name
