"""The words of what some categories ask beyond figures (2-records.md 2.9, sub-types)."""

from groupmgr.kernel.labels import Label


class Engagement(Label):
    """形式 of a secondment, and after those of a practice (F24)."""

    ATTACHED = "attached", "挂职"
    MANAGER = "manager", "兼任管理人员"
    PART_TIME_TEACHER = "part-time-teacher", "兼职教师"
    INDUSTRY_TUTOR = "industry-tutor", "产业导师"
    TECHNICAL = "technical", "技术兼职"
    OBSERVATION = "observation", "考察观摩"
    SKILLS = "skills", "技能培训"
    POST = "post", "岗位兼职或任职"
    DEVELOPMENT = "development", "产品研发与技术创新"


PRACTICES = (Engagement.OBSERVATION, Engagement.SKILLS, Engagement.POST, Engagement.DEVELOPMENT)
SECONDMENTS = tuple(one for one in Engagement if one not in PRACTICES)


class TeacherKind(Label):
    """教师类别."""

    PROGRAMME = "programme", "专业课教师"
    TUTOR = "tutor", "实习指导教师"
    GENERAL = "general", "公共基础课教师"
    NEW = "new", "新任教师"


# Whom the five-year rule speaks of (5-rules.md 5.5).
OF_PROGRAMMES = (TeacherKind.PROGRAMME, TeacherKind.TUTOR)


class Pay(Label):
    """是否取酬."""

    PAID = "paid", "取酬"
    UNPAID = "unpaid", "不取酬"


class Grade(Label):
    """How an enterprise or a school judges a practice."""

    EXCELLENT = "excellent", "优秀"
    PASSED = "passed", "合格"
    FAILED = "failed", "不合格"


class TrainingMode(Label):
    """培训方式."""

    ONSITE = "onsite", "线下"
    ONLINE = "online", "线上"
    MIXED = "mixed", "线上线下结合"


class Fit(Label):
    """是否与开设专业相匹配."""

    MATCHED = "matched", "匹配"
    UNMATCHED = "unmatched", "不匹配"
