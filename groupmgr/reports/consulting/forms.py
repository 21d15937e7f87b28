"""What is said of a place, and the answer."""

from typing import Any

from wtforms import SelectField
from wtforms.validators import Length

from groupmgr.reports.consulting.models import ANSWERS
from groupmgr.web.access import actor, units
from groupmgr.web.fields import LabelField, LongTextField, Required
from groupmgr.web.forms import Form


class CommentForm(Form):
    """A comment, and for which of the own units it is made."""

    unit_id = SelectField("单位", coerce=int)
    words = LongTextField(
        "意见", [Required(), Length(max=2000)], description="写明哪里要改、建议改成什么"
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        own = [(unit.id, unit.name) for unit in units() if unit.id in actor().unit_ids]
        self.unit_id.choices = own


class AnswerForm(Form):
    """What becomes of a comment."""

    verdict = LabelField("处理", [Required()], codes=ANSWERS)
    reason = LongTextField(
        "说明或理由", [Length(max=1000)], description="部分采纳和不采纳的必须写明理由"
    )
