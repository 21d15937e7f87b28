"""Figures about the group's ties to other alliances."""

from collections.abc import Callable

import sqlalchemy as sa

from groupmgr.groups.labels import GroupKind, TieKind
from groupmgr.groups.models import Tie
from groupmgr.kernel.indicator import Indicator, Rows
from groupmgr.kernel.period import Scope

_OWN = (TieKind.LEADS, TieKind.TAKES_PART)
_GUIDED = (TieKind.GUIDES,)


def _ties(ties: tuple[TieKind, ...], *kinds: GroupKind) -> Callable[[Scope], Rows]:
    def rows(scope: Scope) -> Rows:
        day = scope.period.end
        return sa.select(Tie.id, Tie.name, Tie.kind, Tie.tie, Tie.since).where(
            Tie.group_id == scope.group_id,
            Tie.tie.in_(ties),
            Tie.kind.in_(kinds),
            Tie.since <= day,
            sa.or_(Tie.until.is_(None), Tie.until >= day),
        )

    return rows


def _of_no_unit(scope: Scope) -> Rows:
    return sa.select(Tie.id, Tie.group_id.label("unit_id")).where(sa.false())


_COLUMNS = {"name": "名称", "kind": "类型", "tie": "关系", "since": "起始日期"}
_SOURCE = "集团资料"

ALL = (
    Indicator(
        code="Q09",
        name="产教融合共同体",
        unit="个",
        definition="统计期末本集团牵头或参与的行业产教融合共同体；期末以前已退出的不计。",
        source=_SOURCE,
        rows=_ties(_OWN, GroupKind.SECTOR_COMMUNITY),
        shares=_of_no_unit,
        columns=_COLUMNS,
        broken_by="tie",
    ),
    Indicator(
        code="Q09b",
        name="市域产教联合体",
        unit="个",
        definition="统计期末本集团牵头或参与的市域产教联合体；期末以前已退出的不计。",
        source=_SOURCE,
        rows=_ties(_OWN, GroupKind.CITY_CONSORTIUM),
        shares=_of_no_unit,
        columns=_COLUMNS,
        broken_by="tie",
    ),
    Indicator(
        code="Q10",
        name="指导建立的行业性、区域性职教集团数",
        unit="个",
        definition="统计期末以前由本集团指导建立、期末仍存续的行业性与区域性职教集团。",
        source=_SOURCE,
        rows=_ties(_GUIDED, GroupKind.SECTOR, GroupKind.REGIONAL),
        shares=_of_no_unit,
        columns=_COLUMNS,
        broken_by="kind",
    ),
)
