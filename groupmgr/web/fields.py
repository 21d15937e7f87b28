"""The fields that forms are made of, beyond those of WTForms."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from wtforms import DateField as AnyDateField
from wtforms import Field, FieldList, SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, DateInput, ListWidget, TextArea, TextInput

from groupmgr.kernel.labels import Label
from groupmgr.web.unit_choices import BLANK, PlainSelect, UnitSelect, unit_choices
from groupmgr.web.unit_views import MANY

Validators = list[Any] | None


class Required:
    """Asks for the field by its own name."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        if field.process_errors:
            raise StopValidation
        if field.data in (None, "", []):
            verb = "选择" if isinstance(field, SelectField | SelectMultipleField) else "填写"
            raise StopValidation(f"请{verb}{field.label.text}")


def or_none(value: str | None) -> str | None:
    """Filter: what was left empty is not known."""
    return value or None


def plain_number(typed: str) -> str:
    """Return a typed number in plain digits, whatever width and separators it was typed with."""
    return re.sub(r"[\s,_'，、]", "", unicodedata.normalize("NFKC", typed))


class TextField(StringField):
    """A line of text, without spaces at its ends."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0].strip() if valuelist else ""


class LongTextField(TextField):
    """Text of several lines."""

    widget = TextArea()


class LabelField(SelectField):
    """A choice among the members of a `Label`; its data is a member, or nothing where optional."""

    widget = PlainSelect()

    def __init__(
        self, label: str, validators: Validators = None, *, codes: Any, **kwargs: Any
    ) -> None:
        self._codes = {code.value: code for code in codes}
        super().__init__(label, validators, coerce=self._member, **kwargs)
        self.offer(list(codes))

    def offer(self, codes: Iterable[Label]) -> None:
        """Offer these members alone."""
        self._codes = {code.value: code for code in codes}
        self.choices = [BLANK, *(SelectChoice(code.value, code.label) for code in codes)]

    def _member(self, value: Any) -> Label | None:
        return self._codes[value] if value else None

    def process_data(self, value: Any) -> None:
        self.data = value

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and valuelist[0] not in {"", *self._codes}:
            raise ValueError("请从列表中选择")
        self.data = self._member(valuelist[0]) if valuelist else self.data

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and self.data not in self._codes.values():
            raise ValidationError("请从列表中选择")


class LabelsField(SelectMultipleField):
    """Any number of the members of a `Label`, as boxes to tick.

    `of` takes the member out of a row, where the record keeps rows and not members.
    """

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(
        self,
        label: str,
        validators: Validators = None,
        *,
        codes: Any,
        of: Callable[[Any], Label] = lambda member: member,
        **kwargs: Any,
    ) -> None:
        choices = [SelectChoice(code.value, code.label) for code in codes]
        by_value = {code.value: code for code in codes}
        self._of = of
        super().__init__(label, validators, choices=choices, coerce=by_value.__getitem__, **kwargs)

    def process_data(self, value: Any) -> None:
        self.data = [self._of(one) for one in value or ()]

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = [self.coerce(value) for value in valuelist]
        except KeyError:
            raise ValueError("请从列表中选择") from None


class NumberField(Field):
    """A number with its unit; `whole` takes no decimals, an empty field is nothing."""

    widget = TextInput()
    per = 1

    def __init__(
        self,
        label: str,
        validators: Validators = None,
        *,
        unit: str = "",
        whole: bool = True,
        least: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.unit, self.whole, self.least = unit, whole, least
        mode = "numeric" if whole else "decimal"
        self.render_kw = {"inputmode": mode, "autocomplete": "off", **(self.render_kw or {})}

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self._typed(self.data)

    def _typed(self, data: Any) -> str:
        return str(data) if self.whole else f"{Decimal(data).normalize():f}"

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = plain_number(valuelist[0]) if valuelist else ""
        self.data = None
        if not typed:
            return
        try:
            number = self._number(typed)
        except (ValueError, InvalidOperation):
            example = "请填整数，如 320" if self.whole else "请填数字，最多两位小数，如 12.50"
            raise ValueError(example) from None
        if number < self.least:
            raise ValueError(f"不能小于 {self.least}")
        self.data = number

    def _number(self, typed: str) -> Any:
        value: Any = int(typed) if self.whole else Decimal(typed)
        if abs(value) >= 10**12 or (not self.whole and value != round(Decimal(value), 2)):
            raise ValueError
        return value


class MoneyField(NumberField):
    """An amount of money: typed in 万元, handed on and stored in 元."""

    def __init__(self, label: str, validators: Validators = None, **kwargs: Any) -> None:
        super().__init__(label, validators, unit="万元", whole=False, **kwargs)

    def _typed(self, data: Any) -> str:
        typed = f"{(Decimal(data) / 10000).normalize():f}"
        return typed if len(typed.partition(".")[2]) > 1 else f"{Decimal(typed):.2f}"

    def _number(self, typed: str) -> Decimal:
        return Decimal(super()._number(f"{Decimal(typed) * 10000:f}"))


class DateField(AnyDateField):
    """A day, picked or typed; the browser shows it in the words of its country."""

    widget = DateInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        typed = unicodedata.normalize("NFKC", valuelist[0]).strip() if valuelist else ""
        if not typed:
            return
        parts = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", typed)
        try:
            self.data = dt.date(*map(int, parts.groups())) if parts else None
        except ValueError:
            self.data = None
        if self.data is None or not 1900 <= self.data.year <= 2100:
            raise ValueError("请填日期，如 2024-11-14")


class UnitField(SelectField):
    """One unit of the open group, found by name, pinyin and initials; its data is the key."""

    widget = UnitSelect()

    def __init__(self, label: str, validators: Validators = None, **kwargs: Any) -> None:
        kwargs = {"choices": [], "render_kw": {"data-pick": "unit"}, **kwargs}
        super().__init__(label, validators, coerce=_key, validate_choice=False, **kwargs)

    def process(self, *args: Any, **kwargs: Any) -> None:
        super().process(*args, **kwargs)
        self.offered = [BLANK, *unit_choices({self.object_data})]
        self.choices = self.offered

    def is_long(self) -> bool:
        """Tell whether there are too many to be written into the page."""
        return len(self.offered) > MANY

    def chosen(self) -> set[str]:
        """Return what is chosen, as the page writes it."""
        return {str(self.data)}

    def only(self, unit_ids: Collection[int]) -> None:
        """Offer these units alone."""
        self.offered = [one for one in self.offered if not one.value or int(one.value) in unit_ids]
        self.choices = self.offered

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and str(self.data) not in {one.value for one in self.offered}:
            raise ValidationError("请从列表中的单位选择")


class UnitsField(SelectMultipleField):
    """Any number of units of the open group; its data is a list of keys."""

    widget = UnitSelect(multiple=True)

    def __init__(self, label: str, validators: Validators = None, **kwargs: Any) -> None:
        kwargs = {"choices": [], "render_kw": {"data-pick": "unit"}, **kwargs}
        super().__init__(label, validators, coerce=int, **kwargs)

    def process(self, *args: Any, **kwargs: Any) -> None:
        super().process(*args, **kwargs)
        self.choices = unit_choices(set(self.object_data or ()))

    def is_long(self) -> bool:
        """Tell whether there are too many to be written into the page."""
        return len(self.choices or ()) > MANY

    def chosen(self) -> set[str]:
        """Return what is chosen, as the page writes it."""
        return {str(key) for key in self.data or ()}


class RowsField(FieldList):  # type: ignore[type-arg]  # not generic at run time
    """Rows of a small form (a `FormField` of a `RowForm`); rows left empty are dropped."""

    def process(self, *args: Any, **kwargs: Any) -> None:
        super().process(*args, **kwargs)
        if args and args[0]:
            self.entries = [entry for entry in self.entries if not entry.form.is_blank()]
            self._compact_indices()  # type: ignore[attr-defined]  # new in 3.3, stubs lag

    @property
    def data(self) -> list[dict[str, Any]]:
        return [entry.form.facts() for entry in self.entries]

    def spare(self) -> Any:
        """Return an empty row to fill in; drawn after the others."""
        entry = self._add_entry()  # type: ignore[attr-defined]
        self.entries.pop()
        self.last_index -= 1
        return entry


def _key(value: Any) -> int | None:
    return int(value) if value else None
