"""The sentences and tables that both kinds of paper share."""

from collections import Counter
from collections.abc import Callable

from groupmgr.reports.compose.book import plain
from groupmgr.reports.compose.phrases import clause, day, first, joined, paragraph, sentence
from groupmgr.reports.compose.traces import ranges
from groupmgr.reports.outline import Block, Cited, Column, Runs, Table, Text
from groupmgr.reports.papers.facts import Deed, UnitYear

# With the figures they fill two pages behind the text.
MOST_DEEDS, MOST_HOLDINGS = 12, 10
_COUNTED = {"实训基地": "个", "大师工作室": "个", "合作项目": "个", "合作协议": "份"}
_VERBS = {
    "实训基地": "参与建设实训基地",
    "大师工作室": "依托建设大师（名师）工作室",
    "合作项目": "参与实施合作项目",
    "合作协议": "签署合作协议",
}


def span(year: UnitYear) -> str:
    """Say of which days the paper speaks."""
    return f"{year.year}年1月1日至{day(year.as_of, with_year=True)}"


def cited(key: str, number: int, unit: str) -> Runs:
    """Return a number of records that a table of the paper lists, or nothing."""
    return (Cited(key, f"{number}{unit}"),) if number else ()


def deeds(year: UnitYear) -> Runs:
    """Say how many activities there were, in which roles and of which categories."""
    return sentence(
        clause("参与经集团审核通过的活动", cited("deeds", len(year.deeds), "项")),
        clause("其中", _tally("deeds", year.deeds, lambda one: one.role, "项")),
        clause("包括", _tally("deeds", year.deeds, lambda one: plain(one.category), "项", 6)),
    )


def seats(year: UnitYear) -> Runs:
    """Say to how many meetings the unit came."""
    invited, came = len(year.seats), sum(seat.came for seat in year.seats)
    if not invited:
        return ()
    return (Text(f"应参加集团会议{invited}次，到会{came}次。"),)


def holdings(year: UnitYear) -> Runs:
    """Name what the unit keeps or takes part in, register by register."""
    return sentence(*(_held(year, register) for register in _COUNTED), mark="；")


def missing(year: UnitYear) -> Runs:
    """Name what was asked of the unit and not reported: it is nowhere stated as zero."""
    return sentence(clause("尚未填报、没有列出的数据：", first(year.missing, 5)))


def appended(year: UnitYear) -> tuple[Block, ...]:
    """List the figures and records behind the text, as many as two pages hold."""
    tables = (*_figures(year), *_deeds(year), *_holdings(year))
    return (*tables, *paragraph("more", _left_out(year)))


def _figures(year: UnitYear) -> tuple[Table, ...]:
    columns = (
        *(Column("编号", 2, "center"), Column("指标", 11), Column("数值", 4, "right")),
        *(Column("单位", 2, "center"), Column("依据记录编号", 9)),
    )
    rows = tuple(
        (one.code, one.name, one.value or "", one.unit, ranges(one.records) or "—")
        for one in year.figures
    )
    codes = tuple(one.code for one in year.figures)
    return (Table("主要数据", columns, rows, "figures", codes),) if rows else ()


def _deeds(year: UnitYear) -> tuple[Table, ...]:
    columns = (
        *(Column("记录号", 2, "center"), Column("日期", 5, "center"), Column("活动名称", 8)),
        *(Column("类别", 4), Column("角色", 2, "center"), Column("主要数据", 7)),
    )
    rows = tuple(map(_deed, year.deeds[:MOST_DEEDS]))
    return (Table("活动", columns, rows, "deeds"),) if rows else ()


def _holdings(year: UnitYear) -> tuple[Table, ...]:
    """List what is new in the year first."""
    columns = (
        *(Column("记录号", 2, "center"), Column("台账", 3, "center"), Column("名称", 11)),
        *(Column("级别和类型", 6), Column("角色", 2, "center"), Column("状态", 4)),
    )
    listed = sorted(year.holdings, key=lambda one: not one.new)[:MOST_HOLDINGS]
    rows = tuple(
        (f"{one.number}", one.register, one.name, one.kind, one.role, one.state) for one in listed
    )
    return (Table("基地、工作室、项目与协议", columns, rows, "holdings"),) if rows else ()


def _left_out(year: UnitYear) -> Runs:
    return sentence(
        clause("活动", _rest(year.deeds, MOST_DEEDS)),
        clause("台账", _rest(year.holdings, MOST_HOLDINGS)),
        opening="限于篇幅，附表没有列出的还有",
    )


def _rest(records: tuple[object, ...], most: int) -> Runs:
    more = len(records) - most
    return (Text(f"{more}项"),) if more > 0 else ()


def _held(year: UnitYear, register: str) -> Runs:
    found = [one for one in year.holdings if one.register == register]
    new = sum(one.new for one in found)
    return clause(
        _VERBS[register],
        cited("holdings", len(found), _COUNTED[register]),
        *((f"（本年度新增{new}{_COUNTED[register]}）",) if new else ()),
    )


def _tally(
    key: str, found: tuple[Deed, ...], label: Callable[[Deed], str], unit: str, most: int = 9
) -> Runs:
    counted = Counter(map(label, found)).most_common(most)
    return joined((clause(words, cited(key, n, unit)) for words, n in counted), "、")


def _deed(deed: Deed) -> tuple[str, ...]:
    days = dict.fromkeys(map(day, (deed.starts_on, deed.ends_on)))
    amounts = [measure * value.endswith("元") + value for measure, value in deed.amounts]
    own = [f"本单位{measure}{value}" for measure, value in deed.own]
    told = "、".join((*amounts, *own)) or "—"
    return (f"{deed.number}", "至".join(days), deed.title, deed.category, deed.role, told)
