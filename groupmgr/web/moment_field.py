"""A day and a time of day in one field."""

import datetime as dt
import unicodedata
from typing import Any

from wtforms import DateTimeLocalField

FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M")


class MomentField(DateTimeLocalField):
    """A moment, picked or typed; an empty field is nothing."""

    def __init__(self, label: str, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, format=list(FORMATS), **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = unicodedata.normalize("NFKC", valuelist[0]).strip() if valuelist else ""
        self.data = next((found for form in FORMATS if (found := _read(typed, form))), None)
        if typed and (self.data is None or not 1900 <= self.data.year <= 2100):
            raise ValueError("请填日期和时间，如 2024-11-14 14:30")


def _read(typed: str, form: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(typed, form)  # noqa: DTZ007  # the database holds Beijing time
    except ValueError:
        return None
