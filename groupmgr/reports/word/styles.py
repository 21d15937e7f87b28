"""The styles of an official document (GB/T 9704-2012), as WPS and Word know them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

FANGSONG, HEITI, KAITI = "仿宋_GB2312", "黑体", "楷体_GB2312"
SONGTI, XIAOBIAOSONG, LATIN = "宋体", "方正小标宋简体", "Times New Roman"
# 22 lines of 28 characters on 225 by 156 mm.
_SIZE, _LINE, _LETTERS = 16.0, 28.9, -5


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its face, its size and line in points, where it stands."""

    key: str
    name: str
    face: str = FANGSONG
    size: float = _SIZE
    line: float = _LINE
    align: str = "both"
    indent: int = 0
    right: int = 0
    before: float = 0
    after: float = 0
    level: int | None = None
    together: bool = False
    new_page: bool = False
    more: str = ""
    colour: str = ""
    hanging: float = 0


_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="1" w:color="B3641B"/>'
    for side in ("top", "left", "bottom", "right")
)
_RED = "D7000F"
_LINE_BELOW = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="5" w:color="{_RED}"/></w:pBdr>'
_RIGHT = '<w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs>'
_DOTS = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8845"/></w:tabs>'

STYLES = (
    Style("BodyText", "Body Text", indent=2),
    Style("Title", "Title", XIAOBIAOSONG, 22, 36, "center", after=_LINE),
    Style("Heading1", "heading 1", HEITI, indent=2, level=0, together=True),
    Style("Heading2", "heading 2", KAITI, indent=2, level=1, together=True),
    Style("Heading3", "heading 3", indent=2, level=2, together=True),
    Style("Heading4", "heading 4", indent=2, level=3, together=True),
    Style("CoverPaper", "封面资料号", HEITI, align="left"),
    Style("CoverTitle", "封面标题", XIAOBIAOSONG, 30, 48, "center", before=125),
    Style("CoverSubtitle", "封面副标题", KAITI, align="center", before=_LINE),
    Style("CoverSigned", "封面署名", align="center", before=230),
    Style("CoverDated", "封面日期", align="center"),
    Style("Mark", "发文机关标志", XIAOBIAOSONG, 30, 0, "center", before=99, colour=_RED),
    Style("HeadNumber", "发文字号", align="center", before=53, after=53, more=_LINE_BELOW),
    Style(
        *("HeadLine", "发文字号与签发人"),
        align="left",
        indent=1,
        before=53,
        after=53,
        more=_LINE_BELOW + _RIGHT.format(8845 - 315),
    ),
    Style("Addressee", "主送机关", align="left"),
    Style("Subtitle", "Subtitle", KAITI, align="center"),
    Style("FirstEnclosed", "附件说明", align="left", before=_LINE, hanging=6.3, indent=2),
    Style("Enclosed", "附件说明续", align="left", hanging=6.3, indent=5),
    Style("Copies", "抄送", FANGSONG, 14, align="left", hanging=4, indent=1),
    Style(
        *("Issued", "印发机关与日期", FANGSONG, 14),
        align="left",
        indent=1,
        more=_RIGHT.format(8845 - 280),
    ),
    Style("ContentsTitle", "目录标题", XIAOBIAOSONG, 22, 57.8, "center", new_page=True),
    Style("TOC1", "toc 1", HEITI, align="left", more=_DOTS),
    Style("TOC2", "toc 2", align="left", indent=2, more=_DOTS),
    Style("Signed", "署名", align="center", before=57.8, together=True),
    Style("Dated", "成文日期", align="center"),
    Style("Contact", "附注", align="left", indent=2),
    Style("AnnexNumber", "附件序号", HEITI, align="left", together=True, new_page=True),
    Style("AnnexTitle", "附件标题", XIAOBIAOSONG, 18, 57.8, "center", level=0, together=True),
    Style("TableTitle", "表格标题", HEITI, align="left", together=True),
    Style("Table", "表格文字", SONGTI, 9, 13, "left"),
    Style("TableHead", "表格栏目", HEITI, 9, 13, "center", together=True),
    Style("Picture", "图", line=0, align="center", before=10, together=True),
    Style("Caption", "caption", HEITI, 12, 24, "center", together=True),
    Style("PhotoCaption", "照片说明", KAITI, 10.5, 16, "center", after=10),
    Style("Gap", "数据缺口", align="left", more=f"<w:pBdr>{_BOX}</w:pBdr>"),
    Style("Seal", "数据指纹", SONGTI, 10, 14.4, "left", before=14),
    Style("Footer", "footer", SONGTI, 14, 16, "right"),
)


def sheet() -> Any:
    """Return the style sheet."""
    return parse_xml(f"<w:styles {nsdecls('w')}>{''.join(_sheet())}</w:styles>")


def _sheet() -> Iterator[str]:
    yield (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_face(FANGSONG)}{_letters(_SIZE)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/>'
        f'<w:autoSpaceDN w:val="0"/>{_spacing(Style("", ""))}<w:jc w:val="both"/></w:pPr></w:style>'
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>'
        "</w:style>"
    )
    yield from map(_style, STYLES)


def _style(style: Style) -> str:
    level = f'<w:outlineLvl w:val="{style.level}"/>' if style.level is not None else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.key}"><w:name w:val="{style.name}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="BodyText"/><w:qFormat/>'
        f"<w:pPr>{'<w:keepNext/>' * style.together}{'<w:pageBreakBefore/>' * style.new_page}"
        f"{style.more}{_spacing(style)}{_indents(style)}"
        f'<w:jc w:val="{style.align}"/>{level}</w:pPr>'
        f"<w:rPr>{_face(style.face)}{_colour(style)}{_letters(style.size)}</w:rPr></w:style>"
    )


def _spacing(style: Style) -> str:
    """Space the lines: a picture makes its own as tall as itself, and only text keeps the grid."""
    line = f'"{_twips(style.line)}" w:lineRule="exact"' if style.line else '"240" w:lineRule="auto"'
    free = '<w:snapToGrid w:val="0"/>' if style.line != _LINE else ""
    before, after = _twips(style.before), _twips(style.after)
    return f'{free}<w:spacing w:before="{before}" w:after="{after}" w:line={line}/>'


def _indents(style: Style) -> str:
    """Indent by characters; the lengths beside them are for programs that count no characters."""
    letter = _twips(style.size) + _LETTERS
    if style.hanging:
        left, back = round(style.hanging * letter), round((style.hanging - style.indent) * letter)
        return f'<w:ind w:left="{left}" w:hanging="{back}"/>'
    return (
        f'<w:ind w:rightChars="{style.right * 100}" w:right="{style.right * letter}"'
        f' w:firstLineChars="{style.indent * 100}" w:firstLine="{style.indent * letter}"/>'
    )


def _colour(style: Style) -> str:
    return f'<w:color w:val="{style.colour}"/>' if style.colour else ""


def _face(name: str) -> str:
    """Name a face; the digits of a title are as heavy as its words."""
    beside = name if name == XIAOBIAOSONG else LATIN
    latin = "".join(f' w:{kind}="{beside}"' for kind in ("ascii", "hAnsi", "cs"))
    return f'<w:rFonts{latin} w:eastAsia="{name}"/>'


def _letters(size: float) -> str:
    spacing = _LETTERS if size == _SIZE else 0
    halves = round(size * 2)
    return f'<w:spacing w:val="{spacing}"/><w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'


def _twips(points: float) -> int:
    return round(points * 20)
