"""The few pieces of WordprocessingML that a report is written in.

A document is tens of thousands of runs, so they are written as text; `words` is
the one place where text of users enters the markup.
"""

from copy import deepcopy
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls
from lxml import etree

NAMESPACES = nsdecls("w", "r", "wp", "a", "pic")
# Characters that XML cannot carry, and that no person typed on purpose.
_UNPRINTABLE = {code: None for code in range(32) if code not in (9, 10)} | {
    0xFFFE: None,
    0xFFFF: None,
}
_BREAK = "</w:t><w:br/><w:t>"


def words(text: str) -> str:
    """Write text as the content of a run."""
    told = escape(text.translate(_UNPRINTABLE)).replace("\n", _BREAK)
    return f'<w:t xml:space="preserve">{told}</w:t>'


def run(text: str) -> str:
    """Write words; quotation marks and dashes are as wide as Chinese characters."""
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{words(text)}</w:r>'


def tab() -> str:
    """Write a tabulator."""
    return "<w:r><w:tab/></w:r>"


def link(name: str, runs: str) -> str:
    """Let runs lead to a place of this document."""
    return f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1">{runs}</w:hyperlink>'


def place(number: int, name: str, runs: str = "") -> str:
    """Make runs a place that links know by its name; the number is its own in the document."""
    start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
    return f'{start}{runs}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(style: str, runs: str, more: str = "") -> str:
    """Write a paragraph of a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def field(code: str, shown: str, *, stale: bool = False) -> str:
    """Write a field that Word works out, with what is shown until then."""
    dirty = ' w:dirty="true"' * stale
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{dirty}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def known_as(kind: str, key: str) -> str:
    """Return the name of a place: Word allows letters, digits and underscores, forty at most."""
    return f"{kind}_{''.join(c if c.isalnum() else '_' for c in key)}"[:40]


def written(element: Any) -> str:
    """Write what python-docx made, with the namespaces it uses alone."""
    alone = deepcopy(element)
    etree.cleanup_namespaces(alone)
    return str(etree.tostring(alone, encoding="unicode"))
