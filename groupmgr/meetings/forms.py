"""The forms of meetings."""

from wtforms import BooleanField, FormField
from wtforms.validators import Length

from groupmgr.meetings.labels import (
    AgendaKind,
    FollowUpState,
    MeetingForm,
    MeetingKind,
    Presence,
    VoteBy,
)
from groupmgr.members.labels import Rank
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LabelsField,
    LongTextField,
    NumberField,
    Required,
    RowsField,
    TextField,
    UnitField,
    UnitsField,
    or_none,
)
from groupmgr.web.forms import Form, RowForm
from groupmgr.web.key_field import KeyField
from groupmgr.web.moment_field import MomentField
from groupmgr.web.record_field import RecordField


class PlanForm(Form):
    """What a meeting is, when and where."""

    title = TextField("会议名称", [Required(), Length(max=120)])
    kind = LabelField("会议类型", [Required()], codes=MeetingKind)
    form = LabelField("形式", [Required()], codes=MeetingForm)
    starts_at = MomentField("开始时间", [Required()])
    ends_at = MomentField("结束时间", [Required()])
    place = TextField("地点", [Length(max=120)], description="线上会议填会议号或平台")
    body_id = RecordField("所属机构")
    term_number = NumberField("第几届", unit="届", least=1)
    session_number = NumberField("第几次", unit="次", least=1)
    convener_unit_id = UnitField("牵头（召集）单位")
    host = TextField("主持人", [Length(max=40)], filters=[or_none])
    recorder = TextField("记录人", [Length(max=40)], filters=[or_none])
    notice_number = TextField("通知文号", [Length(max=40)], filters=[or_none])
    reply_by = DateField("回执截止日期")
    notice_text = LongTextField(
        "通知的其他事项", description="每行一项，如报到、食宿、交通；没有可以不填"
    )


class ItemForm(Form):
    """One matter of the agenda."""

    title = TextField("议题", [Required(), Length(max=120)])
    kind = LabelField("类型", [Required()], codes=AgendaKind)
    presenter = TextField("汇报单位或汇报人", [Length(max=120)])
    minutes = NumberField("时长", unit="分钟", least=1)


class InviteForm(Form):
    """Whom to invite: ranks, single units, or both."""

    ranks = LabelsField("按成员级别", codes=Rank, description="全部勾选即邀请全体成员单位")
    unit_ids = UnitsField("另选单位")
    without_seat = BooleanField("列席", description="列席单位不计入应到和实到，不参加表决")


class SeatForm(RowForm):
    """Who came for one unit."""

    unit_id = KeyField()
    presence = LabelField("到会", [Required()], codes=Presence)
    person = TextField("代表或代理人", [Length(max=40)])
    people = NumberField("人数", least=1)


class RollForm(Form):
    """The attendance of some of the invited units."""

    rows = RowsField(FormField(SeatForm), "各单位到会")


class VoteForm(Form):
    """The counts of a vote."""

    yes = NumberField("赞成", [Required()], unit="票")
    no = NumberField("反对", [Required()], unit="票", default=0)
    abstained = NumberField("弃权", [Required()], unit="票", default=0)
    by = LabelField("表决方式", [Required()], codes=VoteBy)


class ResolutionForm(Form):
    """What was resolved, and on which agenda item it rests."""

    agenda_item_id = RecordField("依据议题")
    text = LongTextField("决议内容", [Required()])
    effective_on = DateField("生效日期")


class AssignmentForm(Form):
    """What must be done by which units until when."""

    text = LongTextField("事项", [Required()])
    resolution_id = RecordField("依据决议")
    lead_ids = UnitsField("牵头单位", [Required()])
    support_ids = UnitsField("配合单位")
    due_on = DateField("完成时限", [Required()])


class ReasonForm(Form):
    """Why something is not done."""

    reason = TextField("原因", [Length(max=400)])


class ProgressForm(Form):
    """How far a follow-up is."""

    state = LabelField("状态", [Required()], codes=FollowUpState)
    progress = LongTextField("进展情况", description="完成时写明成效，终止时写明原因")
    done_on = DateField("完成日期", description="已完成时填写；不填即当天")
