"""The enterprises that schools have an agreement with."""

import sqlalchemy as sa

from groupmgr.kernel.indicator import Indicator, Rows
from groupmgr.kernel.period import Scope
from groupmgr.members.labels import SCHOOLS, UnitKind
from groupmgr.members.models import Unit
from groupmgr.members.roll import members_among, name_on
from groupmgr.projects.agreements import IN_AGREEMENTS, Agreement


def _signed(scope: Scope) -> sa.Select[int]:
    """Select the agreements in force on the last day that a school signed."""
    there = IN_AGREEMENTS.pairs(scope.period.end).subquery()
    schools = (
        sa.select(there.c.id).join(Unit, Unit.id == there.c.unit_id).where(Unit.kind.in_(SCHOOLS))
    )
    return sa.select(Agreement.id).where(
        Agreement.counts_in(scope.group_id),
        Agreement.in_force_on(scope.period.end),
        Agreement.id.in_(schools),
    )


def _enterprises(scope: Scope) -> Rows:
    there = IN_AGREEMENTS.pairs(scope.period.end).subquery()
    partners = sa.select(there.c.unit_id).where(there.c.id.in_(_signed(scope)))
    return sa.select(
        Unit.id, name_on(Unit, scope.period.end).label("name"), Unit.kind, Unit.region
    ).where(Unit.kind == UnitKind.ENTERPRISE, Unit.id.in_(partners))


def _shares(scope: Scope) -> Rows:
    there = IN_AGREEMENTS.pairs(scope.period.end)
    enterprise, other = there.subquery(), there.subquery()
    pairs = (
        sa.select(enterprise.c.unit_id.label("id"), other.c.unit_id)
        .join(other, other.c.id == enterprise.c.id)
        .where(enterprise.c.id.in_(_signed(scope)))
    )
    return members_among(pairs, scope.group_id, scope.period.end)


ALL = (
    Indicator(
        code="P02",
        name="产学合作企业总数",
        unit="个",
        definition="统计期末与院校有生效协议的企业，一家企业签几份协议只计一次；"
        "协议须经本集团审核通过，起草、审核中、解除和期末以前到期的不计。",
        source="协议登记",
        rows=_enterprises,
        shares=_shares,
        columns={"name": "企业名称", "region": "所在地区"},
        opens="members.show",
    ),
)
