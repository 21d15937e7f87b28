"""One face of the documents, from the bytes of an open font to the file that is vendored."""

import io
from dataclasses import dataclass

from fontTools import subset
from fontTools.ttLib import TTFont

from tools.fonts import truetype

#: Thousandths of the em: lines stay equally high whatever face a character comes from.
ASCENT, DESCENT = 880, 120
#: The name records that carry copyright and licence; the others say the new name.
KEPT_NAMES = {0, 13, 14}
#: What only vertical setting, typographic features and font editors ask for.
DROPPED_TABLES = "GSUB GPOS GDEF BASE VORG vhea vmtx kern STAT FFTM".split()  # noqa: SIM905


@dataclass(frozen=True)
class Face:
    """What a face is called, where its outlines come from and what it must cover."""

    family: str
    package: str
    outlines: str
    licence: str
    characters: frozenset[int]
    weight: int = 400


def build(face: Face, source: bytes) -> bytes:
    """Return the finished TrueType file; the same source always gives the same bytes."""
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    _cut(font, face.characters)
    if "CFF " in font:
        truetype.convert(font)
    _level(font)
    _name(font, face)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _cut(font: TTFont, characters: frozenset[int]) -> None:
    options = subset.Options(layout_features=[], hinting=False, bidi_closure=False)
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += DROPPED_TABLES
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    for table in font["cmap"].tables:
        table.cmap.setdefault(0xA0, table.cmap[0x20])


def _level(font: TTFont) -> None:
    em = font["head"].unitsPerEm
    up, down = round(ASCENT * em / 1000), round(DESCENT * em / 1000)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = up, -down, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = up, -down, 0
    os2.usWinAscent, os2.usWinDescent = up, down


def _name(font: TTFont, face: Face) -> None:
    names, bold = font["name"], face.weight >= 700
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES]
    style = "Bold" if bold else "Regular"
    for name_id, text in {1: face.family, 2: style, 4: face.family, 6: face.family}.items():
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = int(bold)
    font["post"].formatType = 3.0
