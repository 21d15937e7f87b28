"""CFF outlines as TrueType: a cut-down CFF face shows blank glyphs in some viewers of PDF."""

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

#: How far a curve may stray, in thousandths of the em.
TOLERANCE = 0.6
LIMITS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxComponentDepth",
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
)


def convert(font: TTFont) -> None:
    """Replace the font's cubic outlines by quadratic ones, in place."""
    order, outlines = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        glyphs[name] = pen.glyph()

    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    del font["CFF "]
    _set_limits(font)
    _set_bearings(font)
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


def _set_limits(font: TTFont) -> None:
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for name in LIMITS:
        setattr(limits, name, 0)  # those that are not nothing are counted when it is saved


def _set_bearings(font: TTFont) -> None:
    table, widths = font["glyf"], font["hmtx"].metrics
    for name, glyph in table.glyphs.items():
        glyph.recalcBounds(table)
        widths[name] = (widths[name][0], getattr(glyph, "xMin", 0))
