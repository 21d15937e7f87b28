"""The facts of a year turned into its report."""

from groupmgr.reports.compose.book import Book
from groupmgr.reports.compose.gaps import gaps
from groupmgr.reports.compose.keys import rooted
from groupmgr.reports.compose.outlook import outlook
from groupmgr.reports.compose.overview import overview
from groupmgr.reports.compose.phrases import day
from groupmgr.reports.compose.registers import members, registers
from groupmgr.reports.compose.results import results
from groupmgr.reports.compose.traces import readings, traces, values
from groupmgr.reports.compose.work import work
from groupmgr.reports.facts import Facts, Group, Imprint
from groupmgr.reports.outline import Cover, Document


def compose(facts: Facts, imprint: Imprint | None = None) -> Document:
    """Compose the annual work report; the same facts always give the same document."""
    book = Book(facts)
    return Document(
        _cover(facts, imprint),
        rooted((*overview(book), *work(book), *results(book), *outlook(book))),
        (
            *members(facts),
            *values(facts),
            *readings(facts),
            *registers(facts),
            *traces(facts),
            *gaps(facts),
        ),
    )


def _cover(facts: Facts, imprint: Imprint | None) -> Cover:
    group = facts.group
    return Cover(
        group=group.name,
        title=f"{facts.year}年度工作报告",
        signed_by=f"{group.name}秘书处",
        dated=day(imprint.dated if imprint else facts.as_of, with_year=True),
        contact=_contact(group),
        number=imprint.number if imprint else "",
    )


def _contact(group: Group) -> str:
    lines = (
        ("联系电话", group.phone),
        ("地址", group.address),
        ("邮箱", group.email),
        ("邮编", group.zip_code),
    )
    return "；".join(f"{label}：{words}" for label, words in lines if words)
