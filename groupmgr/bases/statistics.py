"""What a base reports once a school year, with the labels of the national forms."""

from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.bases.models import TrainingBase
from groupmgr.kernel.base import Edited, Text


class BaseYear(Edited):
    """The statistics of one base for the school year that began in `began` (2-records.md 2.5a).

    Money in 元 (`fee_per_student` too). Every figure may be missing: not reported is not zero.
    """

    __tablename__ = "base_years"
    __table_args__ = (
        sa.UniqueConstraint("base_id", "began"),
        sa.CheckConstraint("new_equipment_value <= equipment_value", name="new_within_all"),
        sa.CheckConstraint("large_equipment <= equipment", name="large_within_all"),
    )

    base_id: Mapped[int] = mapped_column(sa.ForeignKey("bases.id"))
    began: Mapped[int] = mapped_column(index=True)
    days_used: Mapped[int | None]
    equipment_value: Mapped[Decimal | None]
    new_equipment_value: Mapped[Decimal | None]
    self_made_value: Mapped[Decimal | None]
    donated_value: Mapped[Decimal | None]
    quasi_donated_value: Mapped[Decimal | None]
    equipment: Mapped[int | None]
    large_equipment: Mapped[int | None]
    exercises: Mapped[int | None]
    main_exercises: Mapped[Text] = mapped_column(default="")
    person_hours_inside: Mapped[int | None]
    person_hours_outside: Mapped[int | None]
    person_hours_members: Mapped[int | None]
    workstations: Mapped[int | None]
    material_cost: Mapped[Decimal | None]
    upkeep_cost: Mapped[Decimal | None]
    full_time_managers: Mapped[int | None]
    part_time_managers: Mapped[int | None]
    students_received: Mapped[int | None]
    interns_half_year: Mapped[int | None]
    graduates_hired: Mapped[int | None]
    host_staff: Mapped[int | None]
    has_lodging: Mapped[bool | None]
    pays_interns: Mapped[bool | None]
    fee_per_student: Mapped[Decimal | None]
    supervisors_sent: Mapped[int | None]
    training_person_times: Mapped[int | None]
    training_person_days: Mapped[int | None]
    service_income: Mapped[Decimal | None]
    safety_checks: Mapped[int | None]
    hazards_mended: Mapped[int | None]

    base: Mapped[TrainingBase] = relationship(lazy="raise_on_sql")

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the statistics of the bases offered to the group."""
        return cls.base.has(TrainingBase.of_group(group_id))

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the statistics of the bases that these units keep."""
        return cls.base.has(TrainingBase.of_units(unit_ids))
