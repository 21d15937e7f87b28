"""A choice among records that a view offers: bodies, agenda items, projects."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import g
from wtforms import SelectField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag

from groupmgr.extensions import db
from groupmgr.web.access import actor
from groupmgr.web.fields import Validators
from groupmgr.web.registers import register_of
from groupmgr.web.unit_choices import BLANK


class RecordField(SelectField):
    """One of the records that were offered by key and words; its data is the key, or nothing.

    `records` are offered by the field itself, as the rows of a form need it.
    """

    def __init__(
        self,
        label: str,
        validators: Validators = None,
        *,
        records: Iterable[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, coerce=_key, choices=[BLANK], **kwargs)
        self._offered: set[int] = set()
        self.offer(records)

    def offer(self, records: Iterable[tuple[int, str]]) -> None:
        """Offer these records."""
        offered = dict(records)
        self._offered = set(offered)
        self.choices = [BLANK, *(SelectChoice(str(key), offered[key]) for key in offered)]

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and self.data not in self._offered:
            raise ValidationError("请从列表中选择")


class RegisterField(RecordField):
    """One of the records of a register to which others point with `column`, in any row."""

    def __init__(
        self, label: str, validators: Validators = None, *, column: str, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self._column = column

    def process(self, *args: Any, **kwargs: Any) -> None:
        super().process(*args, **kwargs)
        held = [(self.object_data, "现在的记录")] if self.object_data else []
        self.offer([*held, *_choices(self._column)])


def _choices(column: str) -> Sequence[tuple[int, str]]:
    """Return what can be chosen, asked for once a request."""
    known: dict[str, Sequence[tuple[int, str]]] = g.setdefault("register_choices", {})
    if column not in known:
        known[column] = register_of(column).choices(db.session(), actor())
    return known[column]


def _key(value: Any) -> int | None:
    return int(value) if value else None
