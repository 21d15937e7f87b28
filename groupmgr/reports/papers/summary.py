"""年度小结: what a member unit did in a year, on one to three pages."""

import datetime as dt

from groupmgr.official.pieces import Signature
from groupmgr.reports.compose.book import plain
from groupmgr.reports.compose.phrases import day, paragraph
from groupmgr.reports.outline import Block, Paragraph, Runs, Section, Text
from groupmgr.reports.papers import wording
from groupmgr.reports.papers.facts import UnitYear
from groupmgr.reports.papers.sheet import Sheet


def summary(year: UnitYear, *, code: str, address: str, made_on: dt.date) -> Sheet:
    """Compose the summary of a unit's year; the same facts always give the same sheet."""
    return Sheet(
        title=f"{year.unit.name}\n{year.year}年度小结",
        subject="年度小结",
        sections=tuple(
            Section(title, blocks)
            for title, blocks in (
                ("基本情况", paragraph("who", _who(year))),
                ("本年度工作", _work(year)),
            )
            if blocks
        ),
        signature=Signature(name=year.unit.name, dated=day(made_on.isoformat(), with_year=True)),
        code=code,
        address=address,
        note=f"数据取自{year.group.name}审核通过的业务记录，截至{day(year.as_of, with_year=True)}"
        f"{'。' if year.is_empty else '；附表列出每个数的依据记录。'}",
        appended=wording.appended(year),
    )


def _who(year: UnitYear) -> Runs:
    unit = year.unit
    since = f"于{day(unit.joined_on, with_year=True)}加入" if unit.joined_on else "为"
    rank = f"，现为{unit.rank}" if unit.joined_on else unit.rank
    return (
        Text(f"{unit.name}（{plain(unit.kind)}）{since}{year.group.name}{rank}。"),
        Text(f"本小结的统计期为{wording.span(year)}。"),
    )


def _work(year: UnitYear) -> tuple[Block, ...]:
    told = paragraph("deeds", wording.deeds(year), wording.seats(year), _entrusted(year))
    held = paragraph("holdings", wording.holdings(year))
    lack = paragraph("missing", wording.missing(year))
    none = Paragraph((Text(f"{year.year}年没有审核通过的工作记录。"),))
    return (*((*told, *held) or (none,)), *lack)


def _entrusted(year: UnitYear) -> Runs:
    given, done = len(year.follow_ups), sum(one.done for one in year.follow_ups)
    return (Text(f"承担会议议定事项{given}项，已办结{done}项。"),) if given else ()
