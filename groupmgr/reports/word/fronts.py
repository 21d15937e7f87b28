"""What stands around the text in either layout: the cover, before the text, behind it."""

from collections.abc import Iterator

from groupmgr.official.pieces import Foot, Head, Signature
from groupmgr.reports.outline import LINE, Address, Cover, Document, Official
from groupmgr.reports.word.boxes import at_the_foot
from groupmgr.reports.word.marks import paragraph, run, tab

_LETTER = 315


def cover_page(cover: Cover, layout: Address) -> Iterator[str]:
    """Write the cover of an address."""
    yield paragraph("CoverPaper", run(layout.paper))
    yield paragraph("CoverTitle", run(cover.title))
    yield paragraph("CoverSubtitle", run(layout.subtitle))
    told = (layout.meeting, cover.signature.name, cover.signature.dated)
    first, *others = [words for words in told if words]
    yield paragraph("CoverSigned", run(first))
    for words in others:
        yield paragraph("CoverDated", run(words))


def before_text(cover: Cover) -> Iterator[str]:
    """Write the head of the first page of the text."""
    layout = cover.layout
    if isinstance(layout, Official):
        yield from head(layout.head)
        yield paragraph("Title", run(cover.title))
        yield from addressee(layout.addressee)
    else:
        yield paragraph("Title", run(cover.title))
        yield from _opening(layout)


def after_text(document: Document) -> Iterator[str]:
    """Write what follows the last sentence: what is enclosed and who signs, or a greeting."""
    layout = document.cover.layout
    if isinstance(layout, Official):
        yield from enclosed([annex.title for annex in document.annexes])
        yield from signature(document.cover.signature)
        if layout.note:
            yield paragraph("Contact", run(f"（{layout.note}）"))
    else:
        yield from _spoken(layout.closing)


def at_the_end(cover: Cover, seal: str) -> Iterator[str]:
    """Tell which edition this is, and to whom it goes."""
    record = (*cover.record, ("数据指纹", seal[:16]))
    yield paragraph("Seal", run("\n".join(f"{label}　{words}" for label, words in record)))
    if isinstance(cover.layout, Official):
        yield foot(cover.layout.foot)


def head(found: Head) -> Iterator[str]:
    """Write the mark and the number, and who signs where it goes to a superior."""
    yield paragraph(
        "Mark", run(found.mark).replace("</w:rPr>", f'<w:sz w:val="{found.size * 2}"/></w:rPr>')
    )
    if found.signer:
        signer = run(found.signer).replace('w:hint="eastAsia"', 'w:eastAsia="楷体_GB2312"')
        yield paragraph("HeadLine", run(found.number) + tab() + run("签发人：") + signer)
    else:
        yield paragraph("HeadNumber", run(found.number))


def addressee(words: str) -> Iterator[str]:
    """Write whom it is for."""
    if words:
        yield paragraph("Addressee", run(f"{words.rstrip('：:')}："))


def _opening(layout: Address) -> Iterator[str]:
    for words in (layout.subtitle, layout.spoken_on, layout.reporter):
        if words:
            yield paragraph("Subtitle", run(words))
    yield paragraph("Subtitle", "")
    yield from addressee(layout.salutation)
    yield from _spoken(layout.greeting)


def _spoken(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip():
            yield paragraph("BodyText", run(line.strip()))


def enclosed(titles: list[str]) -> Iterator[str]:
    """Write what is enclosed, numbered where it is more than one."""
    for number, title in enumerate(titles, 1):
        words = f"{number}.{title}" if len(titles) > 1 else title
        first = number == 1
        yield paragraph("FirstEnclosed" if first else "Enclosed", run("附件：" * first + words))


def signature(found: Signature) -> Iterator[str]:
    """Centre both lines on one middle, as far from the edge as a long name lets them."""
    slack = min(1, found.inset)
    left = max(0, LINE - found.inset - found.width - 1)
    place = f'<w:ind w:left="{round(left * _LETTER)}" w:right="{(found.inset - slack) * _LETTER}"/>'
    yield paragraph("Signed", run(found.name), place)
    yield paragraph("Dated", run(found.dated), place)


def foot(found: Foot) -> str:
    """Write 版记 as a box without edges that stands at the foot of the page."""
    lines = [_rule(8)]
    if found.copies:
        lines += [paragraph("Copies", run(f"抄送：{found.copies}。")), _rule(6)]
    issued = run(found.issuer) + tab() + run(f"{found.dated}印发")
    lines += [paragraph("Issued", issued), _rule(8)]
    return paragraph("Table", at_the_foot("".join(lines), found.lines))


def _rule(size: int) -> str:
    """Draw a line as wide as the type area."""
    edge = f'<w:bottom w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
    low = '<w:spacing w:line="20" w:lineRule="exact"/>'
    return paragraph("Table", "", f"<w:pBdr>{edge}</w:pBdr>{low}")
