"""Who may do what. This page is the whole of it; nothing else in the code decides access.

A rule has one face, the rows of a table: a page asks the database for the
record under that condition and a list asks for all such records, so the two
cannot disagree. What is absent from the table is refused.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.errors import NotAllowed
from groupmgr.kernel.labels import Label


class Role(Label):
    """What a person is: in the whole installation, in a group, or in a unit."""

    SYSTEM = "system", "系统管理员"
    SECRETARIAT = "secretariat", "秘书处管理员"
    STAFF = "staff", "秘书处经办"
    LEADER = "leader", "领导"
    UNIT_ADMIN = "unit-admin", "成员单位管理员"
    UNIT_CLERK = "unit-clerk", "成员单位填报员"
    EXPERT = "expert", "评审专家"
    AUTHORITY = "authority", "主管部门"


UNIT_ROLES = frozenset({Role.UNIT_ADMIN, Role.UNIT_CLERK})
GROUP_ROLES = frozenset(Role) - UNIT_ROLES - {Role.SYSTEM}


class Action(Label):
    """Everything a person can ask for."""

    SIGN_IN = "sign-in", "登录"
    CONFIRM_BY_LINK = "confirm-by-link", "凭链接确认"
    APPLY = "apply", "申请入会"
    PROFILE = "profile", "管理自己的账号"
    HOME = "home", "查看工作台"
    GROUP_VIEW = "group-view", "查看集团"
    GROUP_EDIT = "group-edit", "维护集团资料与规则"
    GROUP_ADD = "group-add", "设立集团"
    CLOSING_EDIT = "closing-edit", "年度封账"
    MEMBER_VIEW = "member-view", "查看成员单位"
    MEMBER_EDIT = "member-edit", "登记与变更成员资格"
    UNIT_EDIT = "unit-edit", "维护单位资料"
    STATISTICS_VIEW = "statistics-view", "查看学校学年统计"
    STATISTICS_EDIT = "statistics-edit", "填报学校学年统计"
    BASE_VIEW = "base-view", "查看实训基地"
    BASE_EDIT = "base-edit", "登记实训基地"
    BASE_DECIDE = "base-decide", "审核实训基地"
    STUDIO_VIEW = "studio-view", "查看大师工作室"
    STUDIO_EDIT = "studio-edit", "登记大师工作室"
    STUDIO_DECIDE = "studio-decide", "审核大师工作室"
    PROJECT_VIEW = "project-view", "查看合作项目与协议"
    PROJECT_EDIT = "project-edit", "登记合作项目与协议"
    PROJECT_DECIDE = "project-decide", "审核合作项目与协议"
    MEETING_VIEW = "meeting-view", "查看会议"
    MEETING_EDIT = "meeting-edit", "组织会议"
    MEETING_REPLY = "meeting-reply", "答复会议通知和纪要"
    MEETING_BY_LINK = "meeting-by-link", "凭链接参会"
    FOLLOW_UP_REPORT = "follow-up-report", "填报督办进展"
    ACTIVITY_VIEW = "activity-view", "查看活动"
    ACTIVITY_EDIT = "activity-edit", "填报活动"
    ACTIVITY_CHECK = "activity-check", "本单位审核活动"
    ACTIVITY_DECIDE = "activity-decide", "审核活动"
    ACTIVITY_CONFIRM = "activity-confirm", "确认参加活动"
    MAIL_EDIT = "mail-edit", "管理发件箱"
    ACTIVITY_JOIN = "activity-join", "申请加入活动"
    ACTIVITY_MERGE = "activity-merge", "合并重复的活动"
    INDICATOR_VIEW = "indicator-view", "查看指标"
    INDICATOR_OPEN = "indicator-open", "查看指标明细"
    REPORT_VIEW = "report-view", "查看年度报告"
    REPORT_BUILD = "report-build", "生成年度报告"
    REPORT_WRITE = "report-write", "编写年度报告"
    REPORT_ISSUE = "report-issue", "定稿与印发年度报告"
    REPORT_VERIFY = "report-verify", "核验报告文件"
    COMMENT_VIEW = "comment-view", "查看对报告的意见"
    COMMENT_MAKE = "comment-make", "对报告提意见"
    COMMENT_ANSWER = "comment-answer", "答复对报告的意见"
    PAPER_VIEW = "paper-view", "查看单位小结与证明"
    PAPER_MAKE = "paper-make", "生成单位年度小结"
    CERTIFICATE_MAKE = "certificate-make", "出具参与职业教育情况证明"
    JOURNAL_VIEW = "journal-view", "查看操作日志"
    ACCOUNT_EDIT = "account-edit", "管理账号"


PUBLIC = frozenset(
    {
        Action.SIGN_IN,
        Action.CONFIRM_BY_LINK,
        Action.APPLY,
        Action.MEETING_BY_LINK,
        Action.REPORT_VERIFY,
    }
)
PERSONAL = frozenset({Action.PROFILE})


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person as the rules see one: what they are in the group whose pages are open.

    `bound` says which of the roles hold for which units of this group, and there
    alone; a partner is one who acts for enterprises alone.
    """

    account_id: int
    name: str
    roles: frozenset[Role]
    group_id: int
    bound: frozenset[tuple[Role, int]] = frozenset()
    is_partner: bool = False

    @classmethod
    def speaking_for(cls, name: str, group_id: int, unit_id: int) -> "Actor":
        """Return somebody without an account who speaks for a unit alone."""
        role = Role.UNIT_CLERK
        return cls(0, name, frozenset({role}), group_id, frozenset({(role, unit_id)}))

    @property
    def unit_ids(self) -> frozenset[int]:
        """The units for which the person acts, in whatever role."""
        return frozenset(unit_id for _, unit_id in self.bound)

    def units_as(self, role: Role) -> frozenset[int]:
        """Return the units for which the person has this role."""
        return frozenset(unit_id for held, unit_id in self.bound if held is role)


@dataclass(frozen=True, slots=True)
class Rule:
    """The rows of a table on which an actor may act, for the units of the roles that allow it.

    Tables take part by class methods: `of_group` (what the group's secretariat
    works with), `of_units` (what units keep themselves), `shared` (what other
    members of the group may read), `given_to` (what one person was asked to do).
    """

    where: Callable[[Actor, frozenset[int], Any], sa.ColumnElement[bool]]


GROUP = Rule(lambda actor, units, table: table.of_group(actor.group_id))
OWN = Rule(lambda actor, units, table: table.of_units(units))
SHARED = Rule(lambda actor, units, table: table.shared(actor.group_id, units))
GIVEN = Rule(lambda actor, units, table: table.given_to(actor.account_id))

S, A, C, L, UA, UC, E, X = (
    Role.SYSTEM,
    Role.SECRETARIAT,
    Role.STAFF,
    Role.LEADER,
    Role.UNIT_ADMIN,
    Role.UNIT_CLERK,
    Role.EXPERT,
    Role.AUTHORITY,
)
OFFICE = {S: GROUP, A: GROUP, C: GROUP}
EVERYONE = dict.fromkeys(Role, GROUP)
READERS = {**OFFICE, L: GROUP, E: GROUP, X: GROUP, UA: SHARED, UC: SHARED}
KEEPERS = {**OFFICE, UA: OWN, UC: OWN}

POLICY: Mapping[Action, Mapping[Role, Rule]] = {
    Action.HOME: EVERYONE,
    Action.GROUP_VIEW: EVERYONE,
    Action.GROUP_EDIT: {S: GROUP, A: GROUP},
    Action.GROUP_ADD: {S: GROUP},
    Action.CLOSING_EDIT: {S: GROUP, A: GROUP},
    Action.MEMBER_VIEW: EVERYONE,
    Action.MEMBER_EDIT: OFFICE,
    Action.UNIT_EDIT: {**OFFICE, UA: OWN},
    Action.STATISTICS_VIEW: {**OFFICE, L: GROUP, E: GROUP, X: GROUP, UA: OWN, UC: OWN},
    Action.STATISTICS_EDIT: KEEPERS,
    Action.BASE_VIEW: READERS,
    Action.BASE_EDIT: KEEPERS,
    Action.BASE_DECIDE: OFFICE,
    Action.STUDIO_VIEW: READERS,
    Action.STUDIO_EDIT: KEEPERS,
    Action.STUDIO_DECIDE: OFFICE,
    Action.PROJECT_VIEW: READERS,
    Action.PROJECT_EDIT: KEEPERS,
    Action.PROJECT_DECIDE: OFFICE,
    Action.MEETING_VIEW: READERS,
    Action.MEETING_EDIT: OFFICE,
    Action.MEETING_REPLY: KEEPERS,
    Action.FOLLOW_UP_REPORT: KEEPERS,
    Action.ACTIVITY_VIEW: READERS,
    Action.ACTIVITY_EDIT: {UA: OWN, UC: OWN, **OFFICE},
    Action.ACTIVITY_CHECK: {UA: OWN},
    Action.ACTIVITY_DECIDE: OFFICE,
    Action.ACTIVITY_CONFIRM: {UA: OWN, UC: OWN},
    Action.MAIL_EDIT: {S: GROUP, A: GROUP},
    Action.ACTIVITY_JOIN: KEEPERS,
    Action.ACTIVITY_MERGE: OFFICE,
    Action.INDICATOR_VIEW: EVERYONE,
    Action.INDICATOR_OPEN: {**OFFICE, L: GROUP, E: GROUP, X: GROUP, UA: OWN, UC: OWN},
    Action.REPORT_VIEW: {**READERS, X: SHARED},
    Action.REPORT_BUILD: {S: GROUP, A: GROUP, C: GROUP},
    Action.REPORT_WRITE: {**OFFICE, L: GIVEN, E: GIVEN, UA: GIVEN, UC: GIVEN},
    Action.REPORT_ISSUE: {S: GROUP, A: GROUP, L: GROUP},
    Action.COMMENT_VIEW: {**OFFICE, L: GROUP, UA: OWN, UC: OWN},
    Action.COMMENT_MAKE: {UA: OWN, UC: OWN},
    Action.COMMENT_ANSWER: OFFICE,
    Action.PAPER_VIEW: {**OFFICE, L: GROUP, UA: OWN, UC: OWN},
    Action.PAPER_MAKE: KEEPERS,
    Action.CERTIFICATE_MAKE: OFFICE,
    Action.JOURNAL_VIEW: {S: GROUP, A: GROUP},
    Action.ACCOUNT_EDIT: {S: GROUP, A: GROUP, UA: OWN},
}


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor may take the action at all, on some record of the open group."""
    return any(role in POLICY[action] for role in actor.roles)


def visible(actor: Actor, action: Action, table: Any) -> sa.ColumnElement[bool]:
    """Return the WHERE clause that leaves the rows the actor may take the action on."""
    rules = _rules(actor, action)
    if not rules:
        return sa.false()
    return sa.or_(*(rule.where(actor, units, table) for rule, units in rules.items()))


def own_units(actor: Actor, action: Action) -> frozenset[int]:
    """Return the units for which the actor may take the action as one of theirs."""
    return _rules(actor, action).get(OWN, frozenset())


def may_on(session: Session, actor: Actor, action: Action, record: Any) -> bool:
    """Tell whether the actor may take the action on a stored record, by asking the database."""
    table = type(record)
    allowed = sa.exists().where(table.id == record.id, visible(actor, action, table))
    return bool(session.scalar(sa.select(allowed)))


def among(
    session: Session, actor: Actor, action: Action, table: Any, keys: Iterable[int]
) -> frozenset[int]:
    """Return on which of the records the actor may take the action, asking once for all."""
    query = sa.select(table.id).where(table.id.in_(keys), visible(actor, action, table))
    return frozenset(session.scalars(query))


def require(actor: Actor, action: Action) -> None:
    """Refuse an action that no role of the actor allows; raise `NotAllowed`."""
    if not may(actor, action):
        raise NotAllowed(f"您没有“{action.label}”的权限")


def require_on(session: Session, actor: Actor, action: Action, record: Any) -> None:
    """Refuse the action on this record unless the policy allows it; raise `NotAllowed`."""
    if not may_on(session, actor, action, record):
        raise NotAllowed(f"您没有“{action.label}”的权限")


def require_for(actor: Actor, action: Action, unit_id: int) -> None:
    """Refuse to make a record for a unit, unless it is the actor's own or the office acts."""
    require(actor, action)
    rules = _rules(actor, action)
    if rules.keys() == {OWN} and unit_id not in rules[OWN]:
        raise NotAllowed("只能为本单位登记")


def _rules(actor: Actor, action: Action) -> dict[Rule, frozenset[int]]:
    """Return the rules that allow the action, each with the units of the roles it allows it to."""
    found: dict[Rule, frozenset[int]] = {}
    for role in sorted(actor.roles & POLICY[action].keys()):
        rule = POLICY[action][role]
        found[rule] = found.get(rule, frozenset()) | actor.units_as(role)
    return found
