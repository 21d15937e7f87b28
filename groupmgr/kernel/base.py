"""The declarative base of every table, and the column types that tables share."""

import datetime as dt
import enum
from decimal import Decimal
from typing import Annotated, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry

from groupmgr.kernel.clock import now

Name = Annotated[str, mapped_column(sa.String(120))]
Short = Annotated[str, mapped_column(sa.String(40))]
Text = Annotated[str, mapped_column(sa.Text)]


class Exact(sa.TypeDecorator[Decimal]):
    """A decimal of two places, stored as a whole number of hundredths: exact on every database."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> int | None:
        if value is None:
            return None
        hundredths = Decimal(str(value)).scaleb(2)
        if hundredths != hundredths.to_integral_value():
            raise ValueError(f"{value} has more than two decimal places")
        return int(hundredths)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can drop it on every database.

    The settings live on the registry because Flask-SQLAlchemy makes a second
    base from this one and SQLAlchemy allows them in one place only.

    `__found_by__` names the columns whose words a record is found by, its name first.
    """

    __found_by__: ClassVar[tuple[str, ...]] = ()

    registry = registry(
        metadata=sa.MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        # Enums are stored by value in a plain VARCHAR: readable in SQL, no ALTER TYPE.
        type_annotation_map={
            enum.Enum: sa.Enum(
                enum.Enum,
                native_enum=False,
                length=32,
                values_callable=lambda e: [m.value for m in e],
            ),
            Decimal: Exact,
            dict[str, Any]: sa.JSON,
        },
    )


class Record(Base):
    """A row with a key, and with when it was made and last changed (Beijing time)."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
    created_at: Mapped[dt.datetime] = mapped_column(default=now, sort_order=1)
    changed_at: Mapped[dt.datetime] = mapped_column(default=now, onupdate=now, sort_order=1)


class Edited(Record):
    """A record that people edit in a form: of two editors the second sees the conflict."""

    __abstract__ = True

    revision: Mapped[int] = mapped_column(sort_order=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  # SQLAlchemy passes the class
        return {"version_id_col": cls.revision}
