"""The words of activities (2-records.md 2.9 and 2.10)."""

from groupmgr.kernel.labels import Label
from groupmgr.kernel.measure import Adds, Semantics


class Category(Label):
    """活动类别."""

    LECTURE = "lecture", "专家讲座"
    SEMINAR = "seminar", "专题研讨(座谈)"
    VISIT = "visit", "调研走访(访企拓岗)"
    MUTUAL_VISIT = "mutual-visit", "互访交流"
    TRAINING = "training", "社会培训"
    STAFF_TRAINING = "staff-training", "企业职工培训"
    TEACHER_PRACTICE = "teacher-practice", "教师企业实践"
    SECONDMENT = "secondment", "互派互聘"
    INTERNSHIP = "internship", "学生实习实训"
    TECHNICAL_SERVICE = "technical-service", "技术服务(攻关)"
    JOB_FAIR = "job-fair", "供需对接(双选会)"
    CONTEST = "contest", "技能竞赛"
    FORUM = "forum", "论坛(学术交流)"
    SIGNING = "signing", "签约"
    PLAQUE = "plaque", "授牌(揭牌)"
    PUBLICITY = "publicity", "宣传报道"
    FOREIGN = "foreign", "对外交流合作"
    SURVEY = "survey", "问卷调查"
    REGULATION = "regulation", "制度建设"
    OTHER = "other", "其他"


TRAININGS = (Category.TRAINING, Category.STAFF_TRAINING)


class Audience(Label):
    """对象."""

    STUDENTS = "students", "在校学生"
    TEACHERS = "teachers", "教师"
    STAFF = "staff", "企业职工"
    MIGRANT_WORKERS = "migrant-workers", "农民工"
    VETERANS = "veterans", "退役军人"
    JOB_CHANGERS = "job-changers", "失业转岗人员"
    RESIDENTS = "residents", "社区居民"
    OTHER = "other", "其他"


class ActivityState(Label):
    """How far the record has come in the hands of its unit; groups decide on credits."""

    DRAFT = "draft", "草稿"
    CHECKING = "checking", "本单位审核"
    SUBMITTED = "submitted", "已提交"
    VOID = "void", "已作废"


class PartyRole(Label):
    """What a unit is in an activity."""

    HOST = "host", "主办"
    ORGANISER = "organiser", "承办"
    CO_ORGANISER = "co-organiser", "协办"
    PARTICIPANT = "participant", "参与"


class Confirmation(Label):
    """What a party said of the record."""

    WAITING = "waiting", "待确认"
    CONFIRMED = "confirmed", "已确认"
    CORRECTED = "corrected", "有更正"
    DISPUTED = "disputed", "有异议"
    NOT_NEEDED = "not-needed", "无需"


class PartyStanding(Label):
    """Where a party stands to the record as it now is."""

    WAITING = "waiting", "待确认"
    CONFIRMED = "confirmed", "已确认"
    STALE = "stale", "待重新确认"
    CORRECTED = "corrected", "有更正"
    DISPUTED = "disputed", "有异议"
    NOT_NEEDED = "not-needed", "无需"
    OVERDUE = "overdue", "逾期"


class CreditStanding(Label):
    """Where a group stands to the record as it now is."""

    WAITING = "waiting", "待审核"
    STALE = "stale", "待复核"
    APPROVED = "approved", "已通过"
    RETURNED = "returned", "已退回"
    EXCLUDED = "excluded", "不计入"


class Question(Label):
    """What a check of the system is about."""

    YEAR = "year", "跨年度提交"
    ALONE = "alone", "有相近的记录"
    FIGURES = "figures", "数据要再看一眼"
    PEOPLE = "people", "实践日期有重合"
    EVIDENCE = "evidence", "佐证不全或有疑问"
    PARTNERS = "partners", "伙伴还没有确认"


class Urgency(Label):
    """How near a record is to the day until which the group wants to decide on it."""

    SOON = "soon", "临期"
    OVERDUE = "overdue", "已逾期"


class Waiting(Label):
    """For how long a record has waited for a decision."""

    WEEK = "7", "超过 7 天"
    HALF_MONTH = "15", "超过 15 天"
    MONTH = "30", "超过 30 天"
    SOON = "soon", "临期"
    OVERDUE = "overdue", "已逾期"


class RemarkState(Label):
    """How far a remark has come."""

    OPEN = "open", "待修改"
    ANSWERED = "answered", "已答复"
    SOLVED = "solved", "已解决"


class Measure(Label):
    """A quantity that activities report; 人次, 人数, 人日 and 人时 never mix."""

    PERSON_TIMES = "person-times", "人次"
    PERSONS = "persons", "人数"
    PERSON_DAYS = "person-days", "人日"
    HOURS = "hours", "学时"
    CERTIFICATES = "certificates", "取证人数"
    INCOME = "income", "到款额"
    FUNDS = "funds", "投入资金"
    TEACHERS_SENT = "teachers-sent", "派出教师"
    EQUIPMENT_VALUE = "equipment-value", "设备价值"

    @property
    def semantics(self) -> Semantics:
        """Return its unit and the one way in which it may be added."""
        return SEMANTICS[self]


SEMANTICS = {
    Measure.PERSON_TIMES: Semantics("人次", Adds.PER_ACTIVITY),
    Measure.PERSONS: Semantics("人", Adds.PER_ACTIVITY),
    Measure.PERSON_DAYS: Semantics("人日", Adds.PER_ACTIVITY),
    Measure.HOURS: Semantics("学时", Adds.PER_ACTIVITY),
    Measure.CERTIFICATES: Semantics("人", Adds.PER_ACTIVITY),
    Measure.INCOME: Semantics("元", Adds.PER_ACTIVITY, whole=False),
    Measure.FUNDS: Semantics("元", Adds.PER_PARTY, whole=False),
    Measure.TEACHERS_SENT: Semantics("人", Adds.PER_PARTY),
    Measure.EQUIPMENT_VALUE: Semantics("元", Adds.PER_PARTY, whole=False),
}


class EvidenceKind(Label):
    """佐证类型."""

    NOTICE = "notice", "通知文件"
    AGREEMENT = "agreement", "协议"
    SIGN_IN_SHEET = "sign-in-sheet", "签到表"
    PHOTO = "photo", "照片"
    NEWS = "news", "新闻链接"
    VOUCHER = "voucher", "到账凭证"
    CERTIFICATE = "certificate", "证书"
    APPROVAL = "approval", "批文"
    APPOINTMENT = "appointment", "聘书"
    SUMMARY = "summary", "总结"
    ROSTER = "roster", "名单"
    DATA_SHEET = "data-sheet", "数据表"
    OTHER = "other", "其他"


class Direction(Label):
    """方向 of a secondment or practice."""

    TO_ENTERPRISE = "to-enterprise", "学校→企业"
    TO_SCHOOL = "to-school", "企业→学校"
