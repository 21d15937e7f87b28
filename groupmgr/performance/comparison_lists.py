"""The list of units with their figures."""

from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from flask import url_for

from groupmgr.kernel.indicator import AnyIndicator, Figure
from groupmgr.kernel.period import Reading, Scope
from groupmgr.kernel.text import contains
from groupmgr.members.labels import UnitKind
from groupmgr.performance.comparing import Comparison
from groupmgr.performance.service import Reconciliation
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Words
from groupmgr.web.filters import number
from groupmgr.web.listing import Listing


def comparison(
    found: Comparison,
    table: sa.Subquery,
    scope: Scope,
    name: str,
    reconciliation: Reconciliation | None,
) -> Listing:
    """Return the list of the units with a figure, the largest first; the workbook adds them up."""
    year = scope.period.start.year
    return Listing(
        name=name,
        counted="家",
        columns=[
            Column(
                "name",
                "单位",
                lambda row: row.name,
                sort=table.c.pinyin,
                link=lambda row: _address(found, scope, row),
            ),
            Column("kind", "类型", lambda row: row.kind, sort=table.c.kind, narrow=False),
            _figure(found, "now", f"{year}年", lambda row: found.now[row.id], table.c.now),
            *_stricter(found),
            _figure(
                found,
                "before",
                f"{year - 1}年同期",
                lambda row: found.line(row.id).before,
                table.c.before,
            ),
            *_coverage(found),
        ],
        conditions=(
            Words("q", "搜索", (table.c.name,), "单位名称", also=_letters(table)),
            Choice("kind", "类型", UnitKind, lambda kind: table.c.kind == kind),
        ),
        closing=_closing(found.indicator, reconciliation),
        order=(table.c.now.desc().nulls_last(), table.c.pinyin, table.c.id),
    )


def lacking(indicator: AnyIndicator, figure: Figure) -> str:
    """Say what is missing where there is no value."""
    if len(indicator.parts) == 1:
        return "未报"
    over, under = indicator.parts
    return f"—（缺：{over.name if figure.denominator else under.name}）"


def _closing(indicator: AnyIndicator, sums: Reconciliation | None) -> list[list[Any]]:
    """Write how the units hang together with the group, under the rows of the workbook."""
    if sums is None:
        return [[], ["比率不能相加，集团数由分子、分母的集团合计相除得出"]]
    lines = [
        ("各单位合计", sums.units),
        ("减：重复计列", sums.overlap),
        ("加：不归成员单位", sums.outside),
        ("集团口径", sums.group),
    ]
    return [[], *([words, "", float(value)] for words, value in lines)]


def _figure(found: Comparison, key: str, head: str, figure: Any, sort: Any = None) -> Column:
    indicator = found.indicator

    def written(row: Any) -> str:
        value: Decimal | None = figure(row).value
        known = number(value, indicator.decimals)
        return lacking(indicator, figure(row)) if value is None else known

    return Column(
        key,
        f"{head}（{indicator.unit}）",
        lambda row: figure(row).value,
        sort=sort,
        numeric=True,
        written=written,
    )


def _stricter(found: Comparison) -> list[Column]:
    def column(reading: Reading) -> Column:
        return _figure(
            found, reading.value, reading.label, lambda row: found.proved(reading, row.id)
        )

    return [column(reading) for reading in found.stricter]


def _coverage(found: Comparison) -> list[Column]:
    """Say how many records reported, where a sum can lack some."""
    if not found.indicator.parts[-1].summed:
        return []

    def coverage(row: Any) -> str:
        return f"{found.now[row.id].reported}/{found.now[row.id].expected}"

    return [Column("coverage", "已报/应报", coverage)]


def _address(found: Comparison, scope: Scope, row: Any) -> str:
    return url_for(
        "indicators.show",
        code=found.indicator.code,
        year=scope.period.start.year,
        unit=row.id,
        reading=scope.reading.value,
    )


def _letters(table: sa.Subquery) -> Any:
    return lambda word: sa.or_(
        contains(table.c.pinyin, word.lower()), table.c.initials.startswith(word.lower())
    )
