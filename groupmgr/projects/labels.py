"""The words of joint projects, outputs and agreements (2-records.md 2.7)."""

from groupmgr.kernel.labels import Label


class ProjectKind(Label):
    """项目类型."""

    ORDER_CLASS = "order-class", "订单培养(订单班)"
    TAILORED = "tailored", "定向(定制)培养"
    APPRENTICESHIP = "apprenticeship", "现代学徒制(中国特色学徒制)"
    ENTERPRISE_APPRENTICESHIP = "enterprise-apprenticeship", "企业新型学徒制"
    FIELD_ENGINEER = "field-engineer", "现场工程师培养"
    INDUSTRY_COLLEGE = "industry-college", "产业学院"
    PROGRAMME = "programme", "专业共建"
    PROGRAMME_CLUSTER = "programme-cluster", "专业群共建"
    COURSES = "courses", "课程与教材共建"
    RESOURCES = "resources", "教学资源库(数字资源)共建"
    BASE = "base", "实训基地共建"
    STUDIO = "studio", "工作室共建"
    SECONDMENT = "secondment", "师资互派互聘"
    INTERNSHIP = "internship", "学生实习实训"
    PRODUCTION_PRACTICE = "production-practice", "校企合作典型生产实践项目"
    TRAINING = "training", "社会培训(职工培训)"
    TECHNICAL_SERVICE = "technical-service", "横向技术服务"
    RESEARCH = "research", "科技攻关"
    TRANSFER = "transfer", "成果转化"
    STANDARD = "standard", "标准制定"
    CONTEST = "contest", "技能竞赛"
    THROUGH_TRAINING = "through-training", "中高职(高本)贯通培养"
    CERTIFICATION = "certification", "职业技能等级认定(1+X)"
    EXCHANGE = "exchange", "对外交流合作"
    OTHER = "other", "其他"


class FiveTogether(Label):
    """五同分类 (S002)."""

    TALENT = "talent", "人才同育"
    PROGRAMME = "programme", "专业同建"
    COURSE = "course", "课程同构"
    TRAINING = "training", "实训同创"
    RESOURCE = "resource", "资源同享"


class ProjectRole(Label):
    """What a unit is in a project."""

    LEAD = "lead", "牵头"
    PARTNER = "partner", "参与"
    FUNDER = "funder", "出资"
    CONTRACTOR = "contractor", "承接"


class ProjectState(Label):
    """状态 of a project."""

    INTENDED = "intended", "意向"
    APPLYING = "applying", "申报"
    EXAMINED = "examined", "审核中"
    ESTABLISHED = "established", "立项"
    RUNNING = "running", "实施中"
    MIDTERM = "midterm", "中期检查"
    ACCEPTANCE = "acceptance", "验收"
    CLOSED = "closed", "结项"
    EXTENDED = "extended", "延期"
    ABANDONED = "abandoned", "终止"


# A project in one of these is under way.
OPEN = (
    ProjectState.ESTABLISHED,
    ProjectState.RUNNING,
    ProjectState.MIDTERM,
    ProjectState.ACCEPTANCE,
    ProjectState.EXTENDED,
)


class ProjectStep(Label):
    """What brings a project further (5-rules.md 5.3)."""

    APPLY = "apply", "申报"
    EXAMINE = "examine", "送审"
    ESTABLISH = "establish", "立项"
    START = "start", "开始实施"
    CHECK = "check", "中期检查"
    RESUME = "resume", "继续实施"
    ACCEPT = "accept", "验收"
    CLOSE = "close", "结项"
    EXTEND = "extend", "延期"
    ABANDON = "abandon", "终止"


# A project is registered in one of these; it is carried out only under an agreement.
BEFORE_START = (
    ProjectState.INTENDED,
    ProjectState.APPLYING,
    ProjectState.EXAMINED,
    ProjectState.ESTABLISHED,
)


class OutputKind(Label):
    """成果类型."""

    COURSE = "course", "课程"
    TEXTBOOK = "textbook", "教材"
    LOOSE_LEAF_TEXTBOOK = "loose-leaf-textbook", "活页式教材"
    WORKBOOK_TEXTBOOK = "workbook-textbook", "工作手册式教材"
    MEDIA_TEXTBOOK = "media-textbook", "融媒体教材"
    EXCELLENT_COURSE = "excellent-course", "精品课程"
    TRAINING_PLAN = "training-plan", "人才培养方案"
    COURSE_STANDARD = "course-standard", "课程标准"
    POST_STANDARD = "post-standard", "岗位规范"
    PATENT = "patent", "专利"
    SOFTWARE = "software", "软件著作权"
    PAPER = "paper", "论文"
    RESEARCH = "research", "课题"
    TECHNICAL_STANDARD = "technical-standard", "技术标准"
    TRANSFER = "transfer", "成果转化"
    CONTEST_AWARD = "contest-award", "竞赛获奖"
    TEACHING_AWARD = "teaching-award", "教学成果奖"
    CASE = "case", "案例"
    REPORT = "report", "报告"


TEXTBOOKS = (
    OutputKind.TEXTBOOK,
    OutputKind.LOOSE_LEAF_TEXTBOOK,
    OutputKind.WORKBOOK_TEXTBOOK,
    OutputKind.MEDIA_TEXTBOOK,
)


class AgreementKind(Label):
    """协议类型."""

    COOPERATION = "cooperation", "校企合作协议"
    INTERNSHIP = "internship", "三方实习协议"
    ORDER = "order", "订单协议"
    DONATION = "donation", "捐赠协议"
    CO_BUILDING = "co-building", "共建协议"
    TECHNICAL = "technical", "技术合同"


class AgreementState(Label):
    """状态 of an agreement."""

    DRAFTED = "drafted", "起草"
    EXAMINED = "examined", "审核"
    SIGNED = "signed", "已签"
    EXPIRED = "expired", "到期"
    RENEWED = "renewed", "续签"
    TERMINATED = "terminated", "解除"


IN_FORCE = (AgreementState.SIGNED, AgreementState.RENEWED)


class PromiseKind(Label):
    """What a unit promises in an agreement."""

    EQUIPMENT = "equipment", "设备"
    FUNDS = "funds", "资金"
    SITE = "site", "场地"
    POSTS = "posts", "实习与就业岗位"
    LESSONS = "lessons", "课时"
    TEACHERS = "teachers", "师资"
    TRAINING = "training", "培训"
    OTHER = "other", "其他"


class PromiseState(Label):
    """How a promise stands."""

    OPEN = "open", "未开始"
    BEGUN = "begun", "进行中"
    KEPT = "kept", "已完成"
    OVERDUE = "overdue", "逾期"
