"""Papers as pages to be printed and as Word."""

import datetime as dt
from collections.abc import Iterator

from groupmgr.official.pages import draw
from groupmgr.proceedings.paper import Annex, Paper, Table
from groupmgr.reports.outline import Column
from groupmgr.reports.outline import Table as Grid
from groupmgr.reports.word import fronts
from groupmgr.reports.word.marks import paragraph, run
from groupmgr.reports.word.packing import pack
from groupmgr.reports.word.paper import blank, lay_one
from groupmgr.reports.word.tables import table

# What a row is told, and what one is told in which people write by hand.
_ROW = "<w:trPr><w:cantSplit/></w:trPr>"
_TALL = '<w:trPr><w:cantSplit/><w:trHeight w:val="567"/></w:trPr>'


def page(paper: Paper) -> str:
    """Draw the paper."""
    listed = [(annex.title, "") for annex in paper.annexes]
    return draw("proceedings/paper.html", paper=paper, listed=listed)


def word(paper: Paper, author: str, day: dt.date) -> bytes:
    """Write the paper as a Word file of that day."""
    file = blank()
    body = "".join((*_text(paper), lay_one(file).end()))
    return pack(file, body, paper.name, "会议", author, day)


def _text(paper: Paper) -> Iterator[str]:
    yield from _before(paper)
    for line in paper.lines:
        style = f"Heading{line.level}" if line.level else "BodyText"
        yield paragraph(style, run(line.words))
    yield from _table(paper.table)
    for label, words in paper.people:
        bold = run(f"{label}：").replace('w:hint="eastAsia"', 'w:eastAsia="黑体"')
        yield paragraph("BodyText", bold + run(words))
    yield from _after(paper)


def _before(paper: Paper) -> Iterator[str]:
    if paper.head:
        yield from fronts.head(paper.head)
    yield paragraph("Title", run(paper.subject))
    if paper.under:
        yield paragraph("Subtitle", run(paper.under))
    yield from fronts.addressee(paper.addressee)


def _after(paper: Paper) -> Iterator[str]:
    yield from fronts.enclosed([annex.title for annex in paper.annexes])
    if paper.signature:
        yield from fronts.signature(paper.signature)
    if paper.note:
        yield paragraph("Contact", run(f"（{paper.note}）"))
    many = len(paper.annexes) > 1
    for number, annex in enumerate(paper.annexes, 1):
        yield from _annex(annex, f"附件{number if many else ''}")
    if paper.foot:
        yield fronts.foot(paper.foot)


def _annex(annex: Annex, number: str) -> Iterator[str]:
    yield paragraph("AnnexNumber", run(number))
    yield paragraph("AnnexTitle", run(annex.title))
    for line in annex.lines:
        yield paragraph("Addressee", run(line))
    yield from _table(annex.table)


def _table(found: Table | None) -> Iterator[str]:
    if found is None:
        return
    columns = tuple(
        Column(head, width) for head, width in zip(found.heads, found.widths, strict=True)
    )
    written = table(Grid("", columns, found.rows), lambda _, runs: runs)
    yield written.replace(_ROW, _TALL) if found.tall else written
    yield paragraph("Table", "")
