"""Read the paragraphs of a Word file that a stranger may have sent, no further than is safe."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from groupmgr.files.kinds import check
from groupmgr.kernel.errors import RuleBroken

_TEXT, _STYLES = "word/document.xml", "word/styles.xml"
MOST_BYTES = 40 * 1024**2
# What somebody struck out or moved away while changes were tracked is no longer said.
_GONE = frozenset({qn("w:del"), qn("w:moveFrom")})
_NOT_TEXT = frozenset({qn("w:tbl"), qn("w:sectPr")})
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}


@dataclass(frozen=True, slots=True)
class Read:
    """A paragraph outside of tables: its words, its style, and the names of the places in it."""

    text: str
    style: str = ""
    places: tuple[str, ...] = ()


def paragraphs(content: bytes, name: str) -> list[Read]:
    """Return the paragraphs of a .docx file; raise `RuleBroken` with the reason for any other."""
    if check(content, name).endings != ("docx",):
        raise RuleBroken("请选择从这里下载、在 WPS 或 Word 里改过的 .docx 文件", "file")
    text, styles = _unpacked(content)
    body = _tree(text).find(qn("w:body"))
    if body is None:
        raise RuleBroken("文件里没有正文，请重新另存为 .docx 再传", "file")
    names = _names(_tree(styles)) if styles else {}
    return [_read(one, names) for one in _paragraphs(body)]


def _unpacked(content: bytes) -> tuple[bytes, bytes]:
    """Unpack the text and its styles alone; no size that the file states is believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            styles = _part(packed, _STYLES) if _STYLES in packed.namelist() else b""
            return _part(packed, _TEXT), styles
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, NotImplementedError) as error:
        raise RuleBroken("文件已损坏，请用 WPS 或 Word 重新另存再传", "file") from error


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        data = part.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise RuleBroken("文件解开后太大，请只上传改过的报告", "file")
    return data


def _names(styles: etree._Element) -> dict[str, str]:
    """Return what styles are called: programs give them keys of their own and keep the names."""
    return {
        style.get(qn("w:styleId"), ""): name.get(qn("w:val"), "").lower()
        for style in styles.iter(qn("w:style"))
        for name in style.iter(qn("w:name"))
    }


def _tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RuleBroken("文件已损坏，请用 WPS 或 Word 重新另存再传", "file") from error


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs in their order, also those in boxes that Word puts around text."""
    for child in element:
        if child.tag == qn("w:p"):
            yield child
        elif child.tag not in _NOT_TEXT:
            yield from _paragraphs(child)


def _read(paragraph: etree._Element, names: Mapping[str, str]) -> Read:
    keys = (style.get(qn("w:val"), "") for style in paragraph.iter(qn("w:pStyle")))
    places = [mark.get(qn("w:name"), "") for mark in paragraph.iter(qn("w:bookmarkStart"))]
    style = names.get(next(keys, ""), "")
    return Read("".join(_said(paragraph)).strip(), style, tuple(places))


def _said(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        else:
            yield _SIGNS.get(child.tag, "")
            yield from _said(child)
