"""The words of groups and bodies (2-records.md 2.1 and 2.4, 5-rules.md 5.1)."""

from groupmgr.kernel.labels import Label


class GroupKind(Label):
    """集团类型."""

    SECTOR = "sector", "行业性职教集团"
    REGIONAL = "regional", "区域性(市县)职教集团"
    ALLIANCE = "alliance", "职教联盟"
    CITY_CONSORTIUM = "city-consortium", "市域产教联合体"
    SECTOR_COMMUNITY = "sector-community", "行业产教融合共同体"


class LegalForm(Label):
    """法人性质."""

    NONE = "none", "非法人"
    SOCIETY = "society", "社会团体法人"
    PRIVATE_NON_ENTERPRISE = "private-non-enterprise", "民办非企业单位"
    COMPANY = "company", "企业法人"
    OTHER = "other", "其他"


class TieKind(Label):
    """What a group is to another one."""

    LEADS = "leads", "牵头"
    TAKES_PART = "takes-part", "参与"
    GUIDES = "guides", "指导建立"


class RuleKind(Label):
    """What a dated rule lays down."""

    CADENCE = "cadence", "会议频次"
    QUOTA = "quota", "指标定额"
    QUORUM = "quorum", "法定人数"
    MAJORITY = "majority", "通过比例"
    PROXY = "proxy", "委托家数"
    NOTICE = "notice", "提前通知天数"
    TERM = "term", "任期年数"
    REPORTING = "reporting", "填报时限天数"
    PRACTICE = "practice", "教师企业实践天数"
    CONFIRMING = "confirming", "伙伴确认时限"
    REPLYING = "replying", "会议回执提醒"
    DECIDING = "deciding", "审核时限天数"
    EXPIRY = "expiry", "到期提醒天数"
    SILENCE = "silence", "沉默退出月数"
    EXTENSION = "extension", "延期月数"
    TERMS = "terms", "连任届数"
    SEATS = "seats", "席位比例"
    APART = "apart", "不得兼任"


class PeriodUnit(Label):
    """The period in which a cadence or quota must be met."""

    QUARTER = "quarter", "每季度"
    HALF = "half", "每半年"
    YEAR = "year", "每年"


class BodyKind(Label):
    """机构类别."""

    ASSEMBLY = "assembly", "成员代表大会"
    COUNCIL = "council", "理事会"
    STANDING_COUNCIL = "standing-council", "常务理事会"
    SECRETARIAT = "secretariat", "秘书处"
    PROGRAMME_COMMITTEE = "programme-committee", "专业(建设)指导委员会"
    TEACHING_COMMITTEE = "teaching-committee", "教学指导委员会"
    LEADING_GROUP = "leading-group", "领导小组"
    WORKING_GROUP = "working-group", "专项工作组"
    EXPERTS = "experts", "专家库"
    SUPERVISORS = "supervisors", "监事(会)"


class PlanSection(Label):
    """The three parts of the outlook in a year's report (001, 三、未来工作展望)."""

    SCHOOLS = "schools", "服务职业院校关键办学能力提升"
    ENTERPRISES = "enterprises", "服务企业员工技能提升"
    METHODS = "methods", "创新工作思路和方法"
