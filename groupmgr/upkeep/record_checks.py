"""Questions to the records: rules that span columns or tables and that no constraint says."""

from typing import Any

import sqlalchemy as sa

from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Credit, Party, Stated
from groupmgr.members.labels import MembershipState, UnitState
from groupmgr.members.models import Membership, Unit
from groupmgr.upkeep.finding import Finding, Site

_UNDATED = (Activity.state == ActivityState.SUBMITTED, Activity.submitted_on.is_(None))
_NOWHERE = (Unit.state == UnitState.MERGED, Unit.merged_into_id.is_(None))
_NEVER_JOINED = (Membership.state == MembershipState.FULL, Membership.joined_on.is_(None))

#: What must not be, and the query of the keys of the records in which it is.
_BREACHES: tuple[tuple[str, sa.Select[Any]], ...] = (
    (
        "数据记在另一项活动的参与单位名下的活动",
        sa.select(Stated.activity_id)
        .join(Party, Party.id == Stated.party_id)
        .where(Party.activity_id != Stated.activity_id),
    ),
    (
        "审核的版本高于现有版本的活动",
        sa.select(Activity.id).join(Credit).where(Credit.decided_version > Activity.version),
    ),
    (
        "确认的版本高于现有版本的活动",
        sa.select(Activity.id).join(Party).where(Party.confirmed_version > Activity.version),
    ),
    ("已提交而没有提交日期的活动", sa.select(Activity.id).where(*_UNDATED)),
    ("已合并而没有写明并入哪里的单位", sa.select(Unit.id).where(*_NOWHERE)),
    ("没有加入日期的正式成员资格", sa.select(Membership.id).where(*_NEVER_JOINED)),
)


def agreeing(site: Site) -> Finding:
    """Count the records that break a rule between tables, and name the first of each."""
    with site.reading.connect() as connection:
        found = [(words, connection.scalars(query).all()) for words, query in _BREACHES]
    broken = [f"{words} {len(keys)} 条（如编号 {keys[0]}）" for words, keys in found if keys]
    if broken:
        return Finding("；".join(broken), "请核对这些记录的操作日志并更正")
    return Finding("各表之间没有矛盾")
