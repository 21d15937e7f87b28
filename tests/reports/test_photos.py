"""Photos of what a chapter tells stand in the report, small and without what cameras write."""

import datetime as dt
import io

import docx
import pypdfium2
import pytest
from PIL import Image

from groupmgr.activities.labels import EvidenceKind
from groupmgr.activities.models import Evidence
from groupmgr.files.service import keep
from groupmgr.files.store import Store
from groupmgr.reports import making
from groupmgr.reports.collect.year import collect
from groupmgr.reports.outline import Photos
from groupmgr.reports.photos import shown
from tests.reports.makers import YearMaker

RED = (200, 30, 40)


def camera(colour=RED):
    """Return a picture that says where and when it was taken."""
    picture, about = Image.new("RGB", (1600, 1200), colour), Image.Exif()
    about[0x0132] = "2024:05:08 10:00:00"
    about.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=about)
    file.seek(0)
    return file


@pytest.fixture
def store(app):
    return Store.under(app.config["HOME"])


@pytest.fixture
def facts(session, make, store):
    """Return a year with one training and its photo."""
    group = make.group()
    activity = YearMaker(session).activity(group, make.unit(group), people=120)
    file = keep(session, store, camera(), "现场.jpg")
    proof = {"kind": EvidenceKind.PHOTO, "name": "现场.jpg", "file_id": file.id}
    make.add(Evidence(activity_id=activity.id, **proof))
    return collect(session, group, 2024, dt.date(2024, 12, 31))


def printed(facts):
    document = making.document(facts)
    sections = [part for one in document.sections for part in (one, *one.parts)]
    return [block for one in sections for block in one.blocks if isinstance(block, Photos)]


def test_a_chapter_shows_the_photos_of_what_it_tells(facts):
    (block,) = printed(facts)
    (activity,) = facts.activities
    assert [photo.caption for photo in block.photos] == [f"5月8日，{activity.title}"]


def test_photos_are_small_and_say_nothing_of_their_camera(facts, store):
    (picture,) = shown(store, making.document(facts)).values()
    with Image.open(io.BytesIO(picture)) as found:
        assert max(found.size) == 544
        assert not found.getexif()


@pytest.mark.slow
def test_pdf_and_word_print_a_photo_over_its_caption(facts, store):
    (activity,) = facts.activities
    caption = f"5月8日，{activity.title}"
    with pypdfium2.PdfDocument(making.pdf(facts, store=store)) as file:
        pages = [page for page in file if caption in page.get_textpage().get_text_range()]
        colours = {page.render().to_pil().getpixel((298, y)) for page in pages for y in range(800)}
    assert any(abs(r - RED[0]) + abs(g - RED[1]) + abs(b - RED[2]) < 12 for r, g, b in colours)
    word = docx.Document(io.BytesIO(making.docx(facts, store=store)))
    assert caption in [p.text for p in word.paragraphs if p.style.name == "照片说明"]
    assert caption in word.element.body.xpath(".//wp:docPr/@descr")


def test_a_photo_that_is_lost_or_broken_is_left_out(facts, store):
    (activity,) = facts.activities
    store.path(activity.photo).write_bytes(b"no picture")
    assert shown(store, making.document(facts)) == {}
    assert making.html(facts, store=store)
