"""What some categories ask beyond figures: the people who were sent, how a training was held.

Everything in them may be missing in a draft; `service.completeness` says what
must be there at the end.
"""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.activities.detail_labels import (
    Engagement,
    Fit,
    Grade,
    Pay,
    TeacherKind,
    TrainingMode,
)
from groupmgr.activities.labels import Direction
from groupmgr.kernel.base import Name, Record, Short
from groupmgr.members.models import Unit


class Seconded(Record):
    """A person lent or sent between school and enterprise (互派互聘、教师企业实践).

    `consented` says that the sending unit agreed (S002: 经所在单位同意);
    `direction` follows from the two units and is written with them. The days
    of a practice are those from `since` to `until`, each counted once however
    many records name it.
    """

    __tablename__ = "seconded"
    __table_args__ = (
        sa.CheckConstraint("until >= since", name="until_after_since"),
        sa.Index("ix_seconded_name_activity_id", "name", "activity_id"),
    )

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"), index=True)
    name: Mapped[Short]
    from_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    to_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    direction: Mapped[Direction | None]
    engagement: Mapped[Engagement | None]
    teacher_kind: Mapped[TeacherKind | None]
    post: Mapped[Name] = mapped_column(default="")
    since: Mapped[dt.date | None]
    until: Mapped[dt.date | None]
    consented: Mapped[bool] = mapped_column(default=False)
    pay: Mapped[Pay | None]
    appraisal: Mapped[Grade | None]
    assessment: Mapped[Grade | None]
    outcome: Mapped[Name] = mapped_column(default="")

    from_unit: Mapped[Unit | None] = relationship(foreign_keys=[from_unit_id], lazy="raise_on_sql")
    to_unit: Mapped[Unit | None] = relationship(foreign_keys=[to_unit_id], lazy="raise_on_sql")


class Training(Record):
    """How a training was held; one an activity (社会培训、企业职工培训)."""

    __tablename__ = "trainings"

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"), unique=True)
    programme: Mapped[Name] = mapped_column(default="")
    mode: Mapped[TrainingMode | None]
    fit: Mapped[Fit | None]
    commissioner: Mapped[Name] = mapped_column(default="")
