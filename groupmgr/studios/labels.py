"""The words of master studios (2-records.md 2.6)."""

from collections.abc import Mapping

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


# What may follow a state; 撤销 is the end of a studio.
AFTER: Mapping[StudioState, frozenset[StudioState]] = {
    StudioState.APPLYING: frozenset(
        {StudioState.CULTIVATED, StudioState.NAMED, StudioState.REVOKED}
    ),
    StudioState.CULTIVATED: frozenset(
        {StudioState.NAMED, StudioState.MENDING, StudioState.REVOKED}
    ),
    StudioState.NAMED: frozenset({StudioState.MENDING, StudioState.REVOKED}),
    StudioState.MENDING: frozenset(
        {StudioState.CULTIVATED, StudioState.NAMED, StudioState.REVOKED}
    ),
    StudioState.REVOKED: frozenset(),
}


class FundSource(Label):
    """经费来源."""

    PUBLIC = "public", "财政"
    SCHOOL = "school", "学校"
    ENTERPRISE = "enterprise", "企业"
    OTHER = "other", "其他"


class TitleKind(Label):
    """What a title of the leader is."""

    PROFESSIONAL = "professional", "专业技术职务"
    QUALIFICATION = "qualification", "职业资格"
    HONOUR = "honour", "荣誉"


class DualLevel(Label):
    """双师型教师 level of a member of the team."""

    JUNIOR = "junior", "初级双师"
    INTERMEDIATE = "intermediate", "中级双师"
    SENIOR = "senior", "高级双师"


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
