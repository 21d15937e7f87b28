"""Read a Word file that a stranger may have sent, no further than is safe."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from groupmgr.files.kinds import check
from groupmgr.kernel.errors import RuleBroken

_TEXT, _STYLES, _PARTS = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"
MOST_BYTES = 40 * 1024**2
_MOST_PICTURES = 4 * MOST_BYTES
_TOO_LARGE = "文件解开后太大，请只上传改过的报告"
# The styles of what stands over a table.
_TITLES = frozenset({"caption", "表格标题", "附件标题"})
# What somebody struck out or moved away while changes were tracked is no longer said.
_GONE = frozenset({qn("w:del"), qn("w:moveFrom")})
_BLOCKS = frozenset({qn("w:p"), qn("w:tbl")})
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}


@dataclass(frozen=True, slots=True)
class Read:
    """A paragraph outside of tables: its words, its style, and the names of the places in it."""

    text: str
    style: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table, and what stands over it."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """What a Word file says: its paragraphs, its tables, and its pictures.

    `pictures` are the fingerprints of their contents by what they show.
    """

    paragraphs: tuple[Read, ...]
    tables: tuple[Grid, ...]
    pictures: Mapping[str, str]


def opened(content: bytes, name: str) -> Word:
    """Read a .docx file; raise `RuleBroken` with the reason for any other."""
    if check(content, name).endings != ("docx",):
        raise RuleBroken("请选择从这里下载、在 WPS 或 Word 里改过的 .docx 文件", "file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _word(packed)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, NotImplementedError) as error:
        raise RuleBroken("文件已损坏，请用 WPS 或 Word 重新另存再传", "file") from error


def _word(packed: zipfile.ZipFile) -> Word:
    body = _tree(_part(packed, _TEXT)).find(qn("w:body"))
    if body is None:
        raise RuleBroken("文件里没有正文，请重新另存为 .docx 再传", "file")
    names = _names(_tree(_part(packed, _STYLES))) if _STYLES in packed.namelist() else {}
    told, grids = [], []
    for one in _blocks(body):
        if one.tag == qn("w:p"):
            told.append(_read(one, names))
        else:
            grids.append(_grid(one, _title(told)))
    return Word(tuple(told), tuple(grids), dict(_pictures(packed, body)))


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        data = part.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise RuleBroken(_TOO_LARGE, "file")
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


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables in their order, also in boxes that Word puts around text."""
    for child in element:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag != qn("w:sectPr"):
            yield from _blocks(child)


def _title(told: Sequence[Read]) -> str:
    return next((one.text for one in reversed(told) if one.style in _TITLES and one.text), "")


def _grid(table: etree._Element, title: str) -> Grid:
    rows = (
        tuple("".join(_said(cell)).strip() for cell in row.iterchildren(qn("w:tc")))
        for row in table.iterchildren(qn("w:tr"))
    )
    return Grid(title, tuple(rows))


def _pictures(packed: zipfile.ZipFile, body: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield what each picture shows, and the fingerprint of its content."""
    parts = _targets(packed)
    room = _MOST_PICTURES
    for drawing in body.iter(qn("w:drawing")):
        shows = next((one.get("descr", "") for one in drawing.iter(qn("wp:docPr"))), "")
        for blip in drawing.iter(qn("a:blip")):
            name = parts.get(blip.get(qn("r:embed"), ""), "")
            data = _part(packed, name) if name in packed.namelist() else b""
            room -= len(data)
            if room < 0:
                raise RuleBroken(_TOO_LARGE, "file")
            yield shows, hashlib.sha256(data).hexdigest()


def _targets(packed: zipfile.ZipFile) -> dict[str, str]:
    if _PARTS not in packed.namelist():
        return {}
    links = _tree(_part(packed, _PARTS))
    return {one.get("Id", ""): f"word/{one.get('Target', '').lstrip('/')}" for one in links}


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
