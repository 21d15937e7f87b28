import io

import pytest
from PIL import Image

from groupmgr.files import service
from groupmgr.files.likeness import NEAR, alike, look
from groupmgr.files.store import Store
from tests.files.makers import picture


def distance(one, other):
    return sum((a ^ b).bit_count() for a, b in zip(look(one), look(other), strict=True))


@pytest.mark.parametrize(
    "again",
    [
        picture(1, size=(160, 120)),
        picture(1, quality=20),
        picture(1, form="PNG"),
        picture(1, form="WEBP", quality=40),
    ],
    ids=["smaller", "worse", "png", "webp"],
)
def test_a_picture_saved_anew_looks_the_same(again):
    assert distance(picture(1), again) <= NEAR


def test_other_pictures_look_different():
    others = [distance(picture(one), picture(other)) for one in range(8) for other in range(one)]
    assert min(others) > NEAR


def test_what_shows_nothing_looks_like_nothing():
    file = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(file, "PNG")
    assert look(file.getvalue()) is None
    assert look(b"no picture") is None


def test_pictures_are_found_again_with_one_statement(session, tmp_path, statements):
    store = Store.under(tmp_path)

    def keep(content, name):
        return service.keep(session, store, io.BytesIO(content), name)

    first, again = keep(picture(1), "甲.jpg"), keep(picture(1, quality=30), "乙.jpg")
    other = keep(picture(2), "丙.jpg")
    sheet = keep("姓名\n林晓".encode(), "名单.csv")
    with statements() as sent:
        found = alike(session, {first.id, again.id, other.id, sheet.id})
    assert found == {first.id: {again.id}, again.id: {first.id}}
    assert len(sent) == 1
