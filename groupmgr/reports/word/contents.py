"""The contents: a field that Word fills with page numbers, and what it says until then."""

from collections.abc import Iterator, Mapping

from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Document
from groupmgr.reports.word.marks import field, link, paragraph, run, tab

_DEEPEST = 2


def anchor(section: str) -> str:
    """Return the name of the place of a heading."""
    return f"_Toc_{section.replace('-', '_')}"


def annex_anchor(number: int) -> str:
    """Return the name of the place of an annex."""
    return f"_Toc_annex_{number}"


def contents(document: Document, pages: Mapping[str, int]) -> Iterator[str]:
    """Write the contents; they show the pages of the PDF until Word has counted its own."""
    yield paragraph("ContentsTitle", run("目　录"))
    lines = [paragraph(f"TOC{level}", line) for level, line in _entries(document, pages)]
    begin, end = field(r'TOC \o "1-2" \h \z \u', "\0", stale=True).split("\0")
    lines[0] = lines[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
    lines[-1] = lines[-1].removesuffix("</w:p>") + f"{end}</w:p>"
    yield from lines


def _entries(document: Document, pages: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    for item in numbered(document.sections):
        if item.level <= _DEEPEST:
            yield item.level, _entry(anchor(item.anchor), item.heading, pages.get(item.anchor))
    for number, annex in enumerate(document.annexes, 1):
        title = f"附件{number}　{annex.title}"
        yield 1, _entry(annex_anchor(number), title, pages.get(f"annex-{number}"))


def _entry(name: str, words: str, page: int | None) -> str:
    shown = run(f"{page}") if page else ""
    return link(name, run(words) + tab() + field(rf"PAGEREF {name} \h", shown, stale=True))
