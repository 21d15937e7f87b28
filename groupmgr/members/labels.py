"""The words of units and memberships (2-records.md 2.2 to 2.4)."""

from groupmgr.kernel.labels import Label


class UnitKind(Label):
    """单位类别."""

    SECONDARY = "secondary", "中等职业学校"
    TECHNICIAN = "technician", "技工院校"
    COLLEGE = "college", "高等职业学校(专科)"
    VOCATIONAL_UNIVERSITY = "vocational-university", "职业本科学校"
    UNIVERSITY = "university", "普通本科高校"
    ENTERPRISE = "enterprise", "企业"
    ASSOCIATION = "association", "行业协会(中心)"
    INSTITUTE = "institute", "科研机构"
    DEPARTMENT = "department", "政府部门"
    PARK = "park", "产业园区(开发区管委会)"
    TRAINER = "trainer", "培训机构"
    OTHER = "other", "其他"


SCHOOLS = (
    UnitKind.SECONDARY,
    UnitKind.TECHNICIAN,
    UnitKind.COLLEGE,
    UnitKind.VOCATIONAL_UNIVERSITY,
    UnitKind.UNIVERSITY,
)
# The schools that a rule on 职业院校 speaks of.
VOCATIONAL_SCHOOLS = SCHOOLS[:-1]


class Ownership(Label):
    """单位性质."""

    PUBLIC = "public", "公办"
    PRIVATE = "private", "民办"
    MIXED = "mixed", "混合所有制"
    STATE = "state", "国有"
    COLLECTIVE = "collective", "集体"
    PRIVATE_FIRM = "private-firm", "民营"
    FOREIGN = "foreign", "外资"
    OTHER = "other", "其他"


class UnitState(Label):
    """状态 of a unit."""

    ACTIVE = "active", "正常"
    SUSPENDED = "suspended", "停用"
    MERGED = "merged", "已合并"
    DISSOLVED = "dissolved", "已注销"


class NameChange(Label):
    """Why a unit took another name."""

    RENAMED = "renamed", "更名"
    UPGRADED = "upgraded", "升格"
    MERGED = "merged", "合并"


class Rank(Label):
    """成员级别."""

    CHAIR = "chair", "理事长单位"
    VICE_CHAIR = "vice-chair", "副理事长单位"
    STANDING = "standing", "常务理事单位"
    COUNCIL = "council", "理事单位"
    MEMBER = "member", "成员单位"


class MembershipState(Label):
    """状态 of a membership."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交"
    CHECKED = "checked", "秘书处初审"
    RETURNED = "returned", "退回补正"
    DELIBERATED = "deliberated", "待审议"
    FORMALITIES = "formalities", "待办手续"
    FULL = "full", "正式成员"
    SUSPENDED = "suspended", "暂停"
    LEAVING = "leaving", "拟退出"
    LEFT = "left", "已退出"
    DEEMED_LEFT = "deemed-left", "视为自动退出"
    REMOVED = "removed", "已除名"
    REFUSED = "refused", "不予通过"


class EndReason(Label):
    """终止原因."""

    WRITTEN = "written", "书面退出"
    SILENT = "silent", "一年不缴会费或不参加活动"
    REMOVED = "removed", "除名"
    DISSOLVED = "dissolved", "单位注销合并"
    OTHER = "other", "其他"


class AnnualCheck(Label):
    """年度审查."""

    PASSED = "passed", "合格"
    NEARLY = "nearly", "基本合格"
    FAILED = "failed", "不合格"
    NOT_DONE = "not-done", "未审查"


class PostTitle(Label):
    """职务."""

    CHAIR = "chair", "理事长"
    EXECUTIVE_VICE_CHAIR = "executive-vice-chair", "常务副理事长(执行理事长)"
    VICE_CHAIR = "vice-chair", "副理事长"
    STANDING = "standing", "常务理事"
    COUNCILLOR = "councillor", "理事"
    SUPERVISOR = "supervisor", "监事"
    SECRETARY_GENERAL = "secretary-general", "秘书长"
    DEPUTY_SECRETARY_GENERAL = "deputy-secretary-general", "副秘书长"
    COMMITTEE_CHAIR = "committee-chair", "主任委员"
    COMMITTEE_VICE_CHAIR = "committee-vice-chair", "副主任委员"
    COMMITTEE_MEMBER = "committee-member", "委员"
    HEAD = "head", "组长"
    DEPUTY_HEAD = "deputy-head", "副组长"
