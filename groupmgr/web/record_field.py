"""A choice among records that a view offers: bodies, agenda items, projects."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag

from groupmgr.web.fields import Validators
from groupmgr.web.unit_choices import BLANK


class RecordField(SelectField):
    """One of the records that were offered by key and words; its data is the key, or nothing."""

    def __init__(self, label: str, validators: Validators = None, **kwargs: Any) -> None:
        super().__init__(label, validators, coerce=_key, choices=[BLANK], **kwargs)
        self._offered: set[int] = set()

    def offer(self, records: Iterable[tuple[int, str]]) -> None:
        """Offer these records."""
        offered = dict(records)
        self._offered = set(offered)
        self.choices = [BLANK, *(SelectChoice(str(key), offered[key]) for key in offered)]

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and self.data not in self._offered:
            raise ValidationError("请从列表中选择")


def _key(value: Any) -> int | None:
    return int(value) if value else None
