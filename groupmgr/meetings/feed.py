"""The secret address at which a person's calendar program reads the meetings."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.accounts.models import Account
from groupmgr.kernel.base import Record, Short


class Feed(Record):
    """The address of one account; renewed, the one before it opens nothing."""

    __tablename__ = "calendar_feeds"

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), unique=True)
    salt: Mapped[Short]
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)

    account: Mapped[Account] = relationship(lazy="raise_on_sql")
