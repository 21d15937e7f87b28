"""社会培训与服务: the schools' training, school by school."""

from decimal import Decimal

from groupmgr.reports.compose.book import SCHOOLS, Book, plain
from groupmgr.reports.compose.examples import told
from groupmgr.reports.compose.phrases import clause, paragraph, section, sentence
from groupmgr.reports.compose.pictures import bars
from groupmgr.reports.outline import Block, Bound, Runs, Section


def service(book: Book) -> tuple[Section, ...]:
    """Compose the section on training for society."""
    summed = sentence(
        book.grown("完成社会培训", "S01"),
        clause("共", book.bound("S03")),
        clause("相当于在校生规模的", book.bound("S02")),
        book.grown("培训到款", "S05"),
        opening="成员院校落实学历教育与培训并举的法定职责，",
    )
    return section(
        "service",
        "社会培训与服务",
        *paragraph("summary", summed, _double(book)),
        *_schools(book),
        *told(book.activities("社会培训"), 2),
    )


def _double(book: Book) -> Runs:
    figure = book.figure("S01")
    if figure is None or figure.overlap is None or not Decimal(figure.overlap):
        return ()
    units = sum(Decimal(value) for _, value in figure.by_unit)
    return sentence(
        clause("各单位合计", (Bound("S01", f"{units:f}{figure.unit}", "units"),)),
        clause(
            "剔除联合培训重复计列", (Bound("S01", f"{figure.overlap}{figure.unit}", "overlap"),)
        ),
        clause("计入集团", book.bound("S01")),
        opening="其中，",
    )


def _schools(book: Book) -> tuple[Block, ...]:
    figure = book.figure("S01")
    kinds = {member.name: plain(member.kind) for member in book.facts.members}
    found = [(name, float(value)) for name, value in (figure.by_unit if figure else ())]
    schools = [(name, value) for name, value in found if value and kinds.get(name) in SCHOOLS]
    if figure is None or not schools:
        return ()
    ranked = sorted(schools, key=lambda pair: (-pair[1], pair[0]))
    summary = f"最多的是{ranked[0][0]}，{ranked[0][1]:g}{figure.unit}。"
    return (bars("schools", "各院校社会培训人次", summary, ("院校", "人次"), dict(ranked), "所"),)
