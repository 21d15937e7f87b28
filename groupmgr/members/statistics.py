"""What a school reports of itself once a school year, with the labels of the national forms."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.kernel.base import Edited
from groupmgr.members.models import Unit


class SchoolYear(Edited):
    """The statistics of one school for the school year that began in `began` (2-records.md 2.2a).

    Every figure may be missing: not reported is not zero.
    """

    __tablename__ = "school_years"
    __table_args__ = (
        sa.UniqueConstraint("unit_id", "began"),
        sa.CheckConstraint(
            "dual_qualified_teachers <= programme_teachers", name="dual_within_programme"
        ),
    )

    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    began: Mapped[int] = mapped_column(index=True)
    students: Mapped[int | None]
    new_students: Mapped[int | None]
    graduates: Mapped[int | None]
    programmes: Mapped[int | None]
    programme_clusters: Mapped[int | None]
    staff: Mapped[int | None]
    teachers: Mapped[int | None]
    general_teachers: Mapped[int | None]
    programme_teachers: Mapped[int | None]
    part_time_teachers: Mapped[int | None]
    dual_qualified_teachers: Mapped[int | None]
    practical_hours: Mapped[int | None]
    total_hours: Mapped[int | None]
    has_certificate_pilot: Mapped[bool | None]

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the statistics of the group's schools."""
        return cls.unit.has(Unit.of_group(group_id))

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the statistics of these schools."""
        return cls.unit_id.in_(unit_ids)
