"""数据缺口清单: what the report cannot say, named one by one and never printed as 0."""

from collections.abc import Iterator

from groupmgr.reports.compose.cadence import Kept, cadences
from groupmgr.reports.facts import Facts, Figure
from groupmgr.reports.outline import Annex, Block, Column, Paragraph, Table, Text

_COLUMNS = (Column("序号", 2, "center"), Column("项目", 10), Column("缺口说明", 16))


def gaps(facts: Facts) -> tuple[Annex, ...]:
    """List the gaps, or say that there is none."""
    rows = tuple((f"{n}", *row) for n, row in enumerate(_rows(facts), 1))
    none = Paragraph((Text("本报告所列指标均已取得数据，没有缺口。"),), "gaps")
    block: Block = Table("数据缺口", _COLUMNS, rows, "gaps") if rows else none
    return (Annex("数据缺口清单", (block,), "annex/gaps"),)


def _rows(facts: Facts) -> Iterator[tuple[str, str]]:
    reasons = ((f"{figure.code} {figure.name}", _reason(figure)) for figure in facts.figures)
    yield from (row for row in reasons if row[1])
    yield from ((missing.subject, missing.reason) for missing in facts.missing)
    yield from ((kept.rule.kind, _not_held(kept)) for kept in cadences(facts) if kept.missed)
    if not facts.plans:
        yield "未来工作展望", f"未登记{facts.year + 1}年度工作计划"


def _not_held(kept: Kept) -> str:
    asked = f"{kept.rule.per}不少于{kept.rule.amount}次"
    return f"{'、'.join(kept.missed)}未按要求召开，原因未登记（{asked}，依据：{kept.rule.source}）"


def _reason(figure: Figure) -> str:
    if figure.value is None:
        return f"未取得数据，正文未列出该数（{_coverage(figure)}）"
    if figure.reported < figure.expected:
        return f"只含已报部分（{_coverage(figure)}）"
    return ""


def _coverage(figure: Figure) -> str:
    return f"已报{figure.reported}，应报{figure.expected}" if figure.expected else "没有相关记录"
