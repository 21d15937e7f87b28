"""How soon the activities are reported, and how well they are proved."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from groupmgr.activities.indicators.counted import (
    APPROVED,
    COLUMNS,
    LIMITS,
    SOURCE,
    activities,
    counted,
    shares_of,
)
from groupmgr.activities.models import Evidence
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.days import days_between
from groupmgr.kernel.indicator import Indicator, Ratio, Rows
from groupmgr.kernel.period import Scope

# G17 of the catalogue: so many days after its end an activity is in time, where no rule says more.
REPORTING_DAYS = 15


def _all(scope: Scope) -> Rows:
    found = counted(scope)
    return activities(found).add_columns(found.c.submitted_on)


def _in_time(scope: Scope) -> Rows:
    found = counted(scope)
    ended_on: Any = found.c.ends_on
    allowed = (
        sa.select(Rule.amount)
        .where(
            Rule.group_id == scope.group_id,
            Rule.kind == RuleKind.REPORTING,
            Rule.in_force_on(ended_on),
        )
        .order_by(Rule.valid_from.desc(), Rule.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    of_group = (Rule.group_id == scope.group_id, Rule.kind == RuleKind.REPORTING)
    # Without any rule none need be looked for.
    limit = sa.case(
        (sa.exists().where(*of_group), sa.func.coalesce(allowed, REPORTING_DAYS)),
        else_=REPORTING_DAYS,
    )
    taken = days_between(ended_on, found.c.submitted_on)
    return _all(scope).where(taken <= limit)


def _with_evidence(scope: Scope) -> Rows:
    found = counted(scope)
    return _all(scope).where(found.c.id.in_(sa.select(Evidence.activity_id)))


def _counted(code: str, name: str, definition: str, rows: Callable[[Scope], Rows]) -> Indicator:
    return Indicator(
        code=code,
        name=name,
        unit="项",
        definition=definition + LIMITS,
        source=SOURCE,
        rows=rows,
        shares=shares_of(rows),
        columns={**COLUMNS, "submitted_on": "提交日期"},
        broken_by="category",
        opens="activities.show",
        dated="ends_on",
        proved=True,
        marked=True,
    )


_ALL = _counted("K07-A", "计入的活动", f"{APPROVED}全部活动；", _all)

ALL = (
    Ratio(
        code="G17",
        name="填报及时率",
        unit="%",
        definition=f"{APPROVED}活动中，结束后在规定天数内提交现行版本的除以全部；"
        f"天数按活动结束当日有效的集团规则，没有规则的按{REPORTING_DAYS}天，没有提交日期的按未及时计。",
        source=SOURCE,
        over=_counted("G17-T", "及时填报的活动", f"{APPROVED}、按时提交的活动；", _in_time),
        under=_ALL,
    ),
    Ratio(
        code="K07",
        name="佐证完备率",
        unit="%",
        definition=f"{APPROVED}活动中，至少有一份佐证的除以全部；退回、待复核和作废的不计。",
        source=SOURCE,
        over=_counted(
            "K07-E", "有佐证的活动", f"{APPROVED}、至少有一份佐证的活动；", _with_evidence
        ),
        under=_ALL,
    ),
)
