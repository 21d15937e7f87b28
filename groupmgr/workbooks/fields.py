"""The kinds of columns for the fields of a form; rows of a small form are a sheet of their own."""

from typing import Any

from wtforms import (
    BooleanField,
    DateTimeField,
    FileField,
    HiddenField,
    MultipleFileField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms import DateField as AnyDateField
from wtforms.csrf.core import CSRFTokenField

from groupmgr.tables.sheets import Cell
from groupmgr.web.fields import LongTextField, MoneyField, NumberField, RowsField
from groupmgr.web.key_field import KeyField
from groupmgr.workbooks.book import Value
from groupmgr.workbooks.choice_fields import ChoiceColumn, ChoicesColumn
from groupmgr.workbooks.habits import Habits
from groupmgr.workbooks.plain_fields import (
    Column,
    DayColumn,
    LongColumn,
    MomentColumn,
    MoneyColumn,
    NumberColumn,
    TruthColumn,
)

PASSED_OVER = (HiddenField, CSRFTokenField, FileField, MultipleFileField, KeyField)


class RowsColumn(Column):
    """Rows of a small form: a sheet of its own, whose rows name the record they belong to."""

    kind = "另表"

    def __init__(self, field: Any) -> None:
        super().__init__(field)
        blank = field.spare().form
        self.columns = [kind(one) for one in blank if (kind := kind_of(one))]
        self.carried = [one.short_name for one in blank if isinstance(one, KeyField)]

    def learn(self, habits: Habits, path: str) -> None:
        super().learn(habits, path)
        for one in self.columns:
            one.learn(habits, f"{path}.{one.key}")

    def written(self, field: Any) -> Value:
        return [self._row(entry.form) for entry in field.entries]

    def read(self, cell: Cell | None) -> Value:
        raise NotImplementedError

    def _row(self, form: Any) -> dict[str, str]:
        row = {one.key: str(one.written(form[one.key])) for one in self.columns}
        return row | {key: str(form[key].data or "") for key in self.carried}


# The first that fits.
KINDS: tuple[tuple[Any, type[Column]], ...] = (
    (RowsField, RowsColumn),
    (MoneyField, MoneyColumn),
    (NumberField, NumberColumn),
    (AnyDateField, DayColumn),
    (DateTimeField, MomentColumn),
    (BooleanField, TruthColumn),
    (SelectMultipleField, ChoicesColumn),
    (SelectField, ChoiceColumn),
    (LongTextField, LongColumn),
    (StringField, Column),
)


def kind_of(field: Any) -> type[Column] | None:
    """Return the kind of column for a field; nothing for one that no workbook shows."""
    if isinstance(field, PASSED_OVER):
        return None
    return next(kind for fields, kind in KINDS if isinstance(field, fields))


def columns_of(form: Any) -> list[Column]:
    """Return the columns for the fields of a form, in their order."""
    return [kind(field) for field in form if (kind := kind_of(field))]
