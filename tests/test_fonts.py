"""The faces of the documents: complete, equally high, TrueType, found by name."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tools.fonts import characters
from tools.fonts.faces import FACES

FOLDER = Path(__file__).parents[1] / "static/fonts"
#: Characters that the outlines we start from do not have.
LACKING = {"FangSong": 1500, "KaiTi": 1, "SongTi": 1}


@pytest.fixture(params=FACES, ids=lambda face: face.family)
def face(request):
    return request.param


@pytest.fixture
def font(face):
    with TTFont(FOLDER / f"{face.family}.ttf", lazy=True) as font:
        yield font


def covered(family):
    with TTFont(FOLDER / f"{family}.ttf", lazy=True) as font:
        return set(font.getBestCmap())


def test_a_face_carries_what_it_promises_and_nothing_more(face, font):
    carried = set(font.getBestCmap())

    assert carried <= face.characters
    assert len(face.characters - carried) <= LACKING.get(face.family, 0)


def test_every_face_has_the_blanks_that_follow_its_characters(font):
    assert set(font.getBestCmap()) >= characters.BLANKS


def test_every_face_is_equally_high_so_that_pages_keep_their_22_lines(font):
    em, hhea, os2 = font["head"].unitsPerEm, font["hhea"], font["OS/2"]

    for up, down, gap in [
        (hhea.ascent, hhea.descent, hhea.lineGap),
        (os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap),
        (os2.usWinAscent, -os2.usWinDescent, 0),
    ]:
        assert (up, down, gap) == (round(em * 0.88), -round(em * 0.12), 0)


def test_every_face_is_truetype_under_its_own_name(face, font):
    assert "glyf" in font
    assert "CFF " not in font
    assert font["name"].getDebugName(1) == face.family
    assert font["OS/2"].usWeightClass == face.weight


def test_the_last_two_faces_cover_every_standard_character_and_the_names_we_know():
    last = covered("SongTi") | covered("RareHan")

    assert characters.standard() <= last
    assert set(map(ord, "堃喆祎昇𠮷〇㎡𬭎䶮㛃𬱖龑犇婳玥翀镕彧垚頔瑄珺漷燊頫")) <= last


@pytest.mark.parametrize("sheet", ["official", "report", "paper"])
def test_in_every_style_any_name_in_gbk_and_the_rarer_ones_can_be_printed(sheet):
    style = (FOLDER.parent / f"css/{sheet}.css").read_text()
    stacks = set(re.findall(r"font(?:-family)?: ([^;}]*(?:Song|Han|Ti)[^;}]*)", style))
    wanted = characters.gbk() - {ord("≒")} | characters.standard() | characters.rare()
    for stack in stacks:
        faces = [face.family for face in FACES if re.search(rf"\b{face.family}\b", stack)]
        printed = set().union(*map(covered, faces))
        assert wanted <= printed or stack.startswith("14pt ASCII, SongTi"), stack


def test_the_style_sheet_declares_each_face_once_with_its_weight():
    sheet = (FOLDER.parent / "css/fonts.css").read_text()
    rule = r"font-family: (\w+); font-weight: (\d+); src: url\(../fonts/(\w+)\.ttf\)"

    assert re.findall(rule, sheet) == [
        (face.family, str(face.weight), face.family) for face in FACES
    ]
