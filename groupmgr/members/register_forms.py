"""The forms that bases, studios, projects and agreements share."""

from wtforms import FormField
from wtforms.validators import Length, Optional

from groupmgr.kernel.credit import Decision
from groupmgr.kernel.levels import Level, Review, Standing
from groupmgr.members.crediting import DEEDS
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LongTextField,
    NumberField,
    Required,
    RowsField,
    TextField,
    or_none,
)
from groupmgr.web.forms import Form, RowForm
from groupmgr.web.key_field import KeyField


class DecisionForm(Form):
    """What the secretariat says of a record that was offered to its group."""

    decision = LabelField("审核意见", [Required()], codes=[one for one in Decision if one in DEEDS])
    reason = LongTextField("理由", [Optional()], description="退回或不计入时必须写明")


class StandingRow(RowForm):
    """A list or title that a record was recommended for or selected to; it keeps its number."""

    title = TextField("名单或称号", [Required(), Length(max=120)])
    level = LabelField("级别", [Required()], codes=Level)
    standing = LabelField("状态", [Required()], codes=Standing)
    on = DateField("日期", [Required()])
    document_number = TextField("文号", [Length(max=40)], filters=[or_none])
    id = KeyField()


class ReviewRow(RowForm):
    """What a yearly review (年度考核) found."""

    year = NumberField("年度", [Required()], least=2000)
    result = LabelField("考核结果", [Required()], codes=Review)
    on = DateField("考核日期", [Required()])
    reviewer = TextField("考核单位", [Required(), Length(max=120)])
    document_number = TextField("文号", [Length(max=40)], filters=[or_none])


class ReviewForm(Form):
    """The yearly reviews of a record."""

    reviews = RowsField(FormField(ReviewRow), "年度考核")
