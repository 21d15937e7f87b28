"""数据缺口清单: what the report cannot say, named one by one and never printed as 0."""

from collections.abc import Iterator

from groupmgr.reports.facts import Facts, Figure
from groupmgr.reports.outline import Annex, Block, Column, Paragraph, Table, Text

_COLUMNS = (Column("序号", 2, "center"), Column("项目", 10), Column("缺口说明", 16))


def gaps(facts: Facts) -> tuple[Annex, ...]:
    """List the gaps, or say that there is none."""
    rows = tuple((f"{n}", *row) for n, row in enumerate(_rows(facts), 1))
    none = Paragraph((Text("本报告所列指标均已取得数据，没有缺口。"),))
    block: Block = Table("数据缺口", _COLUMNS, rows, "gaps") if rows else none
    return (Annex("数据缺口清单", (block,)),)


def _rows(facts: Facts) -> Iterator[tuple[str, str]]:
    for figure in facts.figures:
        if reason := _reason(figure):
            yield f"{figure.code} {figure.name}", reason
    for missing in facts.missing:
        yield missing.subject, missing.reason


def _reason(figure: Figure) -> str:
    if figure.value is None:
        return f"未取得数据，正文未列出该数（{_coverage(figure)}）"
    if figure.reported < figure.expected:
        return f"只含已报部分（{_coverage(figure)}）"
    return ""


def _coverage(figure: Figure) -> str:
    return f"已报{figure.reported}，应报{figure.expected}" if figure.expected else "没有相关记录"
