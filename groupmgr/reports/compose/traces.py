"""The annexes that prove the figures: their values, their definitions, their records."""

from collections.abc import Iterator
from decimal import Decimal

from groupmgr.reports.compose.phrases import change, spoken
from groupmgr.reports.facts import Facts, Figure
from groupmgr.reports.outline import Annex, Bound, Cell, Column, Scan, Table

_UNKNOWN = "—"


def values(facts: Facts) -> tuple[Annex, ...]:
    """List every indicator with this year's and last year's value."""
    columns = (
        *(Column("编号", 3, "center"), Column("指标名称", 9), Column("单位", 3, "center")),
        *(Column(f"{facts.year}年", 4, "right"), Column(f"{facts.year - 1}年", 4, "right")),
        *(Column("增减", 3, "right"), Column("已报/应报", 2, "center")),
    )
    rows = tuple(_value(figure) for figure in facts.figures)
    return (
        (Annex("指标一览表", (Table("指标", columns, rows, "figures"),), "annex/figures"),)
        if rows
        else ()
    )


def readings(facts: Facts) -> tuple[Annex, ...]:
    """Set the three readings of the activities' figures side by side; others have but one."""
    columns = (
        *(Column("编号", 3, "center"), Column("指标名称", 10), Column("单位", 3, "center")),
        *(Column("已通过", 4, "right"), Column("且各方确认", 4, "right")),
        Column("且佐证为A级", 4, "right"),
    )
    rows = tuple(_readings(figure) for figure in facts.figures if figure.proved)
    return (
        (
            Annex(
                "活动类指标三种读数对照表",
                (Table("读数", columns, rows, "readings"),),
                "annex/readings",
            ),
        )
        if rows
        else ()
    )


def traces(facts: Facts) -> tuple[Annex, ...]:
    """Say of every indicator what it means and from which records it was made."""
    wide = 15 if facts.site else 18
    live = (Column("最新数据", 3, "center"),) if facts.site else ()
    columns = (Column("编号", 3, "center"), Column("指标", 7), Column("口径与依据", wide), *live)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (f.code, _stated(f), _grounds(f), *_live(facts, f)) for f in facts.figures
    )
    codes = tuple(figure.code for figure in facts.figures)
    table = Table("指标口径与数据溯源", columns, rows, "traces", codes)
    return (Annex("指标口径与数据溯源表", (table,), "annex/traces"),) if rows else ()


def _live(facts: Facts, figure: Figure) -> tuple[Scan, ...]:
    """Lead to the page on which the figure lives on, for those who may see it."""
    if not facts.site:
        return ()
    page = f"{facts.site.rstrip('/')}/g/{facts.group.code}/indicators/{figure.code}"
    return (Scan(f"{page}?year={facts.year}", f"{figure.name}的最新数据"),)


def ranges(numbers: tuple[int, ...]) -> str:
    """Write record numbers with runs drawn together: 1–4、7."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return "、".join("–".join(str(end) for end in run) for run in runs)


def _value(figure: Figure) -> tuple[Cell, ...]:
    moved = change(figure.value, figure.previous, figure.unit) if figure.value is not None else ""
    return (
        Bound(figure.code, figure.code),
        figure.name,
        figure.unit,
        figure.value or "未报",
        figure.previous or _UNKNOWN,
        moved.removeprefix("比上年").removeprefix("与上年") or _UNKNOWN,
        f"{figure.reported}/{figure.expected}" if figure.expected else _UNKNOWN,
    )


def _readings(figure: Figure) -> tuple[Cell, ...]:
    values = (figure.value, figure.confirmed, figure.evidenced)
    named = (Bound(figure.code, figure.code), figure.name, figure.unit)
    return (*named, *(value or "未报" for value in values))


def _stated(figure: Figure) -> str:
    value = "未报" if figure.value is None else spoken(figure.value, figure.unit)
    return f"{figure.name}：{value}"


def _grounds(figure: Figure) -> str:
    return "".join(f"{words}。" for words in _statements(figure))


def _statements(figure: Figure) -> Iterator[str]:
    yield f"口径：{figure.definition.rstrip('。')}"
    yield f"来源：{figure.source.rstrip('。')}"
    if figure.denominator is not None:
        yield f"计算：{figure.numerator or '未报'}÷{figure.denominator}"
    if figure.overlap and figure.outside and figure.by_unit:
        yield f"核对：{_reconciled(figure)}"
    if figure.records:
        yield f"依据记录{len(figure.records)}条：{ranges(figure.records)}"


def _reconciled(figure: Figure) -> str:
    units = sum(Decimal(value) for _, value in figure.by_unit)
    lines = [f"各单位合计{units:f}"]
    if Decimal(figure.overlap or 0):
        lines.append(f"减重复计列{figure.overlap}")
    if Decimal(figure.outside or 0):
        lines.append(f"加未计入任何成员单位的{figure.outside}")
    return "，".join([*lines, f"集团口径{figure.value}"])
