"""The seven faces and the packages that they are made from."""

from typing import NamedTuple

from tools.fonts import characters as chars
from tools.fonts.face import Face


class Source(NamedTuple):
    """The pinned version of a package, and the licence of the fonts in it."""

    version: str
    licence: str


NOTO_SANS = "npm:@expo-google-fonts/noto-sans-sc"
NOTO_SERIF = "npm:@expo-google-fonts/noto-serif-sc"
TINOS = "npm:@expo-google-fonts/tinos"
FANDOL = "debian:texlive-lang-chinese"
HANAZONO = "debian:fonts-hanazono"
WENKAI = "debian:fonts-lxgw-wenkai"

SOURCES = {
    NOTO_SANS: Source("0.4.3", "OFL-1.1"),
    NOTO_SERIF: Source("0.4.3", "OFL-1.1"),
    TINOS: Source("0.4.2", "OFL-1.1"),
    FANDOL: Source("2022.20230122-1", "GPL-3.0-or-later with font exception"),
    HANAZONO: Source("20170904-2.1", "Hanazono Font License or OFL-1.1"),
    WENKAI: Source("1.250+repack-1", "OFL-1.1"),
}
TEXT = chars.BLANKS | chars.gb2312() | chars.standard()

FACES = (
    Face(
        "ASCII",
        TINOS,
        "400Regular/Tinos_400Regular.ttf",
        "LICENSE_FONT",
        chars.ASCII | chars.BLANKS,
    ),
    Face(
        "FangSong",
        FANDOL,
        "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
        "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz",
        TEXT,
    ),
    Face(
        "KaiTi",
        WENKAI,
        "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        "usr/share/doc/fonts-lxgw-wenkai/copyright",
        TEXT,
    ),
    Face(
        "HeiTi",
        NOTO_SANS,
        "600SemiBold/NotoSansSC_600SemiBold.ttf",
        "LICENSE_FONT",
        TEXT,
    ),
    Face(
        "XiaoBiaoSong",
        NOTO_SERIF,
        "700Bold/NotoSerifSC_700Bold.ttf",
        "LICENSE_FONT",
        TEXT | chars.ASCII,
        weight=700,
    ),
    Face(
        "SongTi",
        NOTO_SERIF,
        "400Regular/NotoSerifSC_400Regular.ttf",
        "LICENSE_FONT",
        TEXT | chars.gbk() | chars.MARKS,
    ),
    Face(
        "RareHan",
        HANAZONO,
        "usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
        "usr/share/doc/fonts-hanazono/copyright",
        chars.BLANKS | chars.rare(),
    ),
)
