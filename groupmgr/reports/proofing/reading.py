"""Texts of three kinds as lines: the product's own Document, a Word file, and plain text."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.oxml.ns import qn

from groupmgr.kernel.errors import RuleBroken
from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Bound as BoundRun
from groupmgr.reports.outline import Cover, Document, Official, Paragraph, Runs, Text, captions
from groupmgr.reports.proofing.lines import Bound, Line, Lines

_HEADING = re.compile(r"heading (\d)")
_KEPT_OUT = ("toc ", "目录", "数据", "附件")


def of_document(document: Document) -> Lines:
    """Read the headings, sentences and captions of a report; tables are made of records alone."""
    return tuple(replace(line, number=number) for number, line in enumerate(_told(document), 1))


def of_file(name: str, content: bytes) -> Lines:
    """Read a Word file or plain text in any of the encodings of this country."""
    if name.lower().endswith(".docx"):
        return of_word(content)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return of_text(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise RuleBroken("只能校对 .docx 和 .txt 文件：请另存为其中一种")


def of_text(text: str) -> Lines:
    """Read plain text; which lines are headings is told by the numbers in front of them."""
    lines = enumerate(text.splitlines(), 1)
    return tuple(Line(number, line) for number, line in lines if line.strip())


def of_word(content: bytes) -> Lines:
    """Read a Word file; what leads to the annexes of one that was made here is bound."""
    try:
        paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    except Exception as broken:
        raise RuleBroken("这个 Word 文件打不开：请用 WPS 或 Word 另存为 .docx 后再校对") from broken
    lines = []
    for number, paragraph in enumerate(paragraphs, 1):
        style = (paragraph.style.name or "") if paragraph.style else ""
        if paragraph.text.strip() and not style.lower().startswith(_KEPT_OUT):
            heading = _HEADING.match(style.lower())
            text, bound = _runs_of(paragraph._p)
            lines.append(Line(number, text, int(heading[1]) if heading else 0, bound))
    return tuple(lines)


def _told(document: Document) -> Iterator[Line]:
    yield from _around(document.cover)
    yield from _text(document)


def _around(cover: Cover) -> Iterator[Line]:
    """Read what was typed to stand around the text."""
    layout = cover.layout
    if isinstance(layout, Official):
        typed = [layout.addressee, layout.foot.copies]
    else:
        typed = [*cover.title.splitlines(), layout.salutation, layout.reporter]
        typed += [*layout.greeting.splitlines(), *layout.closing.splitlines()]
    yield from (Line(0, text) for text in typed if text.strip())


def _text(document: Document) -> Iterator[Line]:
    for item in numbered(document.sections):
        yield Line(0, item.heading, item.level, key=item.section.key)
        for block in item.section.blocks:
            if isinstance(block, Paragraph):
                text, bound = _runs(block.runs)
                yield Line(0, text, 0, bound, key=block.key, edited=block.edited)
            else:
                yield from (Line(0, caption, key=block.key) for caption in captions(block))


def _runs(runs: Runs) -> tuple[str, tuple[Bound, ...]]:
    text, bound = "", []
    for run in runs:
        start, text = len(text), text + run.text
        if not isinstance(run, Text):
            code = run.code if isinstance(run, BoundRun) else ""
            bound.append(Bound(start, len(text), code))
    return text, tuple(bound)


def _runs_of(element: Any) -> tuple[str, tuple[Bound, ...]]:
    """Return the text of a paragraph, its links to the annexes as bound figures."""
    text, bound = "", []
    for child in element.iterchildren(qn("w:r"), qn("w:hyperlink")):
        start, text = len(text), text + child.text
        anchor = child.get(qn("w:anchor")) or ""
        kind, _, key = anchor.partition("_")
        if kind in ("trace", "list"):
            bound.append(Bound(start, len(text), key if kind == "trace" else ""))
    return text, tuple(bound)
