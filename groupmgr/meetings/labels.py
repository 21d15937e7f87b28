"""The words of meetings (2-records.md 2.8)."""

from groupmgr.kernel.labels import Label


class MeetingKind(Label):
    """会议类型."""

    JOINT_CONFERENCE = "joint-conference", "领导小组联席会议"
    EXCHANGE = "exchange", "政校企交流会议"
    PUSH_FORWARD = "push-forward", "政校企推进会议"
    ASSEMBLY = "assembly", "成员代表大会(年会)"
    COUNCIL = "council", "理事会会议"
    STANDING_COUNCIL = "standing-council", "常务理事会会议"
    CHAIRS = "chairs", "理事长办公会"
    PROGRAMME_COMMITTEE = "programme-committee", "专业指导委员会会议"
    TEACHING_COMMITTEE = "teaching-committee", "教学指导委员会会议"
    SECRETARIAT = "secretariat", "秘书处工作会"
    DEPLOYMENT = "deployment", "工作部署(推进)会"
    SEMINAR = "seminar", "专题研讨(座谈)会"
    SUPPLY_DEMAND = "supply-demand", "人才供需研判会"
    OTHER = "other", "其他"


class MeetingForm(Label):
    """形式."""

    ON_SITE = "on-site", "线下"
    ONLINE = "online", "线上"
    MIXED = "mixed", "线上线下结合"
    WRITTEN = "written", "通讯(书面)表决"


class MeetingState(Label):
    """状态 of a meeting."""

    PLANNED = "planned", "拟定"
    NOTIFIED = "notified", "已通知"
    HELD = "held", "已召开"
    MINUTES_DRAFTED = "minutes-drafted", "纪要起草"
    MINUTES_CIRCULATED = "minutes-circulated", "纪要会签"
    ARCHIVED = "archived", "已归档"
    CANCELLED = "cancelled", "已取消"
    INQUORATE = "inquorate", "流会(不足法定人数)"


HELD_STATES = (
    MeetingState.HELD,
    MeetingState.MINUTES_DRAFTED,
    MeetingState.MINUTES_CIRCULATED,
    MeetingState.ARCHIVED,
)


OVER_STATES = (MeetingState.ARCHIVED, MeetingState.CANCELLED, MeetingState.INQUORATE)


# From here on the list of who came changes by 补录 alone.
MINUTED = (MeetingState.MINUTES_DRAFTED, MeetingState.MINUTES_CIRCULATED)


class MeetingStep(Label):
    """What brings a meeting further (5-rules.md 5.3)."""

    NOTIFY = "notify", "发出通知"
    HOLD = "hold", "召开"
    DRAFT_MINUTES = "draft-minutes", "起草纪要"
    CIRCULATE = "circulate", "纪要会签"
    ARCHIVE = "archive", "归档"
    CANCEL = "cancel", "取消"
    FAIL = "fail", "流会"


class AgendaKind(Label):
    """议程类型."""

    DELIBERATE = "deliberate", "审议"
    DECIDE = "decide", "审定"
    INFORM = "inform", "通报"
    DISCUSS = "discuss", "讨论"
    ELECT = "elect", "选举"


# What is put to the vote before it can become a resolution.
VOTED_KINDS = (AgendaKind.DECIDE, AgendaKind.ELECT)


class Presence(Label):
    """签到状态; nothing counts as present that was not said."""

    INVITED = "invited", "未签到"
    PRESENT = "present", "出席"
    IN_ATTENDANCE = "in-attendance", "列席"
    PROXY = "proxy", "委托"
    EXCUSED = "excused", "请假"
    ABSENT = "absent", "缺席"


class Reply(Label):
    """回执."""

    JOIN = "join", "参加"
    DELEGATE = "delegate", "委托"
    EXCUSED = "excused", "请假"


class SignedBy(Label):
    """签到方式."""

    SIGNATURE = "signature", "签字"
    SCAN = "scan", "扫码"
    ONLINE = "online", "线上"
    LATER = "later", "补录"


class VoteBy(Label):
    """表决方式."""

    HANDS = "hands", "举手"
    BALLOT = "ballot", "票决"
    APPLAUSE = "applause", "鼓掌"
    WRITTEN = "written", "书面"


class FollowUpState(Label):
    """跟踪督办状态; 逾期 is seen from the due day, not stored."""

    NOT_STARTED = "not-started", "未启动"
    RUNNING = "running", "推进中"
    DONE = "done", "已完成"
    ABANDONED = "abandoned", "终止"


CLOSED = (FollowUpState.DONE, FollowUpState.ABANDONED)


class Duty(Label):
    """What a unit is in a follow-up."""

    LEAD = "lead", "牵头"
    SUPPORT = "support", "配合"
