"""The words of master studios (2-records.md 2.6)."""

from groupmgr.kernel.labels import Label


class StudioKind(Label):
    """类别 of a studio."""

    MASTER = "master", "大师工作室"
    SKILL_MASTER = "skill-master", "技能大师工作室"
    TEACHER = "teacher", "名师工作室"
    DUAL_TEACHER = "dual-teacher", "“双师型”名师工作室"
    DUAL = "dual", "双师工作室"
    INNOVATION = "innovation", "创新工作室"
    TEACHER_WORKSHOP = "teacher-workshop", "名师工作坊"
    ACADEMICIAN = "academician", "院士工作站"
    ENTERPRISE = "enterprise", "企业工作站"
    MODEL_WORKER = "model-worker", "劳模(工匠)创新工作室"


class StudioState(Label):
    """状态 of a studio."""

    APPLYING = "applying", "申报"
    CULTIVATED = "cultivated", "培育"
    NAMED = "named", "已授牌"
    MENDING = "mending", "整改"
    REVOKED = "revoked", "撤销"


class SkillGrade(Label):
    """职业技能等级, lowest first."""

    APPRENTICE = "apprentice", "学徒工"
    JUNIOR = "junior", "初级工"
    INTERMEDIATE = "intermediate", "中级工"
    SENIOR = "senior", "高级工"
    TECHNICIAN = "technician", "技师"
    SENIOR_TECHNICIAN = "senior-technician", "高级技师"
    SPECIAL_TECHNICIAN = "special-technician", "特级技师"
    CHIEF_TECHNICIAN = "chief-technician", "首席技师"
