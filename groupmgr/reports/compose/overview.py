"""集团概况: who the group is, and how it stood at the end of the year."""

from groupmgr.reports.compose.book import SCHOOLS, Book, cited
from groupmgr.reports.compose.phrases import (
    clause,
    day,
    first,
    joined,
    paragraph,
    sentence,
)
from groupmgr.reports.compose.pictures import bars
from groupmgr.reports.outline import Block, Runs, Section

_COUNTED_IN = dict.fromkeys(SCHOOLS, "所")


def overview(book: Book) -> tuple[Section, ...]:
    """Compose the opening section; it carries no number, as in the reports people write."""
    blocks = (
        *paragraph("members", _who(book), _members(book), _changes(book)),
        *_composition(book),
        *paragraph("holdings", _holdings(book), _year(book)),
    )
    return (Section("集团概况", blocks, numbered=False, key="overview"),) if blocks else ()


def _who(book: Book) -> Runs:
    group = book.facts.group
    return sentence(
        clause(f"{group.name}（以下简称集团）为{group.kind}"),
        clause(f"由{group.lead}牵头组建" if group.lead else ()),
        clause(f"秘书处设在{group.secretariat}" if group.secretariat else ()),
    )


def _members(book: Book) -> Runs:
    return sentence(
        clause(f"截至{day(book.facts.as_of, with_year=True)}，现有成员单位", book.bound("G01")),
        book.change("G01"),
        clause("其中", joined(book.parts("G01", _COUNTED_IN), "、")),
    )


def _changes(book: Book) -> Runs:
    joined_here, left = book.facts.joined, book.facts.left
    return sentence(
        clause("新加入", book.bound("G04"), f"，包括{first(joined_here)}"),
        clause("退出", book.bound("G04b"), f"，包括{first(left)}"),
        opening="本年度，",
    )


def _composition(book: Book) -> tuple[Block, ...]:
    figure = book.figure("G01")
    if figure is None or not figure.breakdown:
        return ()
    label, value = figure.breakdown[0]
    summary = f"成员单位以{label}为主，共{value}家。"
    values = {name: float(number) for name, number in figure.breakdown}
    return (bars("composition", "成员单位构成", summary, ("单位类别", "数量（家）"), values),)


def _holdings(book: Book) -> Runs:
    return sentence(
        book.grown("建成运行实训基地", "B01"),
        book.grown("授牌大师（名师）工作室", "M01"),
        book.grown("实施校企合作项目", "P01"),
        book.grown("签约合作企业", "P02"),
        opening="集团现",
    )


def _year(book: Book) -> Runs:
    held = sum(meeting.held for meeting in book.facts.meetings)
    return sentence(
        clause("审核计入活动", cited("activities", len(book.facts.activities), "项")),
        clause("召开各类会议", cited("meetings", held, "次")),
        clause("成员单位活跃率", book.bound("G16")),
        opening="全年",
    )
