"""A question that may stay unanswered."""

from typing import Any

from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag

_ANSWERS = {"yes": True, "no": False}
_CHOICES = [SelectChoice("", "未报"), SelectChoice("yes", "是"), SelectChoice("no", "否")]


class AnswerField(SelectField):
    """是, 否 or 未报; its data is a bool, or nothing."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, choices=_CHOICES, coerce=_answer, validate_choice=False, **kwargs)


def _answer(value: Any) -> bool | None:
    return value if isinstance(value, bool) else _ANSWERS.get(value)
