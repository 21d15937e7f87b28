"""The words of training bases (2-records.md 2.5)."""

from collections.abc import Mapping

from groupmgr.kernel.labels import Label


class BaseKind(Label):
    """基地类别."""

    ON_CAMPUS = "on-campus", "校内实训基地"
    OFF_CAMPUS = "off-campus", "校外实习实训基地"
    PRODUCTIVE = "productive", "生产性实训基地"
    PUBLIC = "public", "区域性公共实训基地"
    INTEGRATION = "integration", "产教融合实训基地"
    PRACTICE_CENTRE = "practice-centre", "开放型区域产教融合实践中心"
    VIRTUAL = "virtual", "虚拟仿真实训基地"
    TEACHER_PRACTICE = "teacher-practice", "教师企业实践基地"
    BRAND_TRAINING = "brand-training", "品牌培训基地"
    HIGH_END_WORKSHOP = "high-end-workshop", "高端工坊"
    INNOVATION_WORKSHOP = "innovation-workshop", "创新工坊"
    INCUBATOR = "incubator", "众创孵化(创业)基地"


class BuildMode(Label):
    """共建模式."""

    FACTORY_IN_SCHOOL = "factory-in-school", "校中厂"
    SCHOOL_IN_FACTORY = "school-in-factory", "厂中校"
    SCHOOL_ENTERS = "school-enters", "引校进厂"
    FACTORY_ENTERS = "factory-enters", "引厂进校"
    SHOP_FRONT = "shop-front", "前店后校"
    CO_BUILT = "co-built", "校企共建"
    GOVERNMENT = "government", "政府建设"
    ENTERPRISE = "enterprise", "企业自建"
    PLAQUE = "plaque", "加挂牌匾"


class BaseState(Label):
    """状态 of a base."""

    PLANNED = "planned", "筹建"
    BUILDING = "building", "建设中"
    OPERATING = "operating", "已建成运行"
    MENDING = "mending", "整改"
    STOPPED = "stopped", "停用"
    DELISTED = "delisted", "摘牌"


# What may follow a state; 摘牌 is the end of a base.
AFTER: Mapping[BaseState, frozenset[BaseState]] = {
    BaseState.PLANNED: frozenset(
        {BaseState.BUILDING, BaseState.OPERATING, BaseState.STOPPED, BaseState.DELISTED}
    ),
    BaseState.BUILDING: frozenset({BaseState.OPERATING, BaseState.STOPPED, BaseState.DELISTED}),
    BaseState.OPERATING: frozenset(
        {BaseState.BUILDING, BaseState.MENDING, BaseState.STOPPED, BaseState.DELISTED}
    ),
    BaseState.MENDING: frozenset({BaseState.OPERATING, BaseState.STOPPED, BaseState.DELISTED}),
    BaseState.STOPPED: frozenset({BaseState.BUILDING, BaseState.OPERATING, BaseState.DELISTED}),
    BaseState.DELISTED: frozenset(),
}


class OpenTo(Label):
    """开放范围."""

    UNIT = "unit", "本单位"
    MEMBERS = "members", "集团成员"
    SOCIETY = "society", "社会"


class Input(Label):
    """投入形式."""

    MONEY = "money", "资金"
    EQUIPMENT = "equipment", "设备"
    SITE = "site", "场地"
    TECHNOLOGY = "technology", "技术"
    TEACHERS = "teachers", "师资"
    MANAGEMENT = "management", "管理"


class UsageKind(Label):
    """使用类型."""

    TEACHING = "teaching", "教学实训"
    TRAINING = "training", "社会培训"
    CERTIFICATION = "certification", "技能鉴定"
    CONTEST = "contest", "竞赛"
    SERVICE = "service", "技术服务"
    TEACHERS = "teachers", "师资培训"
