"""The forms of the minutes, and of what is added to the list of who came."""

from wtforms.validators import Length

from groupmgr.meetings.labels import Presence
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LongTextField,
    NumberField,
    Required,
    TextField,
)
from groupmgr.web.forms import Form

# What can be written down after the meeting.
AFTER = (
    Presence.PRESENT,
    Presence.PROXY,
    Presence.IN_ATTENDANCE,
    Presence.EXCUSED,
    Presence.ABSENT,
)


class MinutesForm(Form):
    """The minutes."""

    text = LongTextField("会议纪要", [Required()], render_kw={"rows": 24})


class CirculateForm(Form):
    """Until when units comment."""

    comments_by = DateField("征求意见截止日期")


class IssueForm(Form):
    """Who signs the minutes."""

    signer = TextField("签发人", [Length(max=40)])


class CommentForm(Form):
    """What a unit says of the minutes."""

    text = LongTextField("意见", [Required(), Length(max=1000)], render_kw={"rows": 4})


class LinkCommentForm(CommentForm):
    """The same by a link, whose secret protects it."""

    class Meta(Form.Meta):
        """Without the protection that rests on a cookie."""

        csrf = False

    name = TextField("姓名", [Required(), Length(max=40)])


class AnswerForm(Form):
    """What the office answers."""

    words = TextField("答复", [Length(max=400)])


class LateForm(Form):
    """Who came, as it was found out later."""

    presence = LabelField("到会", [Required()], codes=AFTER)
    person = TextField("代表或代理人", [Length(max=40)])
    people = NumberField("人数", [Required()], least=1)
    reason = TextField("补录依据", [Required(), Length(max=120)], description="如纸质签到表第 2 页")
