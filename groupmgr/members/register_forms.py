"""The forms that bases, studios, projects and agreements share."""

from wtforms.validators import Length, Optional

from groupmgr.kernel.credit import Decision
from groupmgr.kernel.levels import Level, Standing
from groupmgr.members.crediting import DEEDS
from groupmgr.web.fields import DateField, LabelField, LongTextField, Required, TextField, or_none
from groupmgr.web.forms import Form, RowForm


class DecisionForm(Form):
    """What the secretariat says of a record that was offered to its group."""

    decision = LabelField("审核意见", [Required()], codes=[one for one in Decision if one in DEEDS])
    reason = LongTextField("理由", [Optional()], description="退回或不计入时必须写明")


class StandingRow(RowForm):
    """A list or title that a record was recommended for or selected to."""

    title = TextField("名单或称号", [Required(), Length(max=120)])
    level = LabelField("级别", [Required()], codes=Level)
    standing = LabelField("状态", [Required()], codes=Standing)
    on = DateField("日期", [Required()])
    document_number = TextField("文号", [Length(max=40)], filters=[or_none])
