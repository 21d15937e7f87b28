import io
import zipfile

import pikepdf
import pytest
import xlsxwriter
from PIL import Image

from groupmgr.files import apart, service
from groupmgr.files.previews import LARGE, THUMBNAIL, Preview, preview, thumbnail
from groupmgr.files.store import Store
from tests.files.makers import picture

WORD = '<w:document xmlns:w="w"><w:body>{}</w:body></w:document>'
SLIDE = '<p:sld xmlns:p="p" xmlns:a="a">{}</p:sld>'


def pdf():
    file = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    document.save(file)
    return file.getvalue()


def package(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def xlsx():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "单位"])
        sheet.write_row(1, 0, ["林晓", "云岭学院"])
    return file.getvalue()


@pytest.fixture
def seen(session, tmp_path):
    """Keep a file and return what it looks like."""

    def keep(content, name):
        stored = service.keep(session, Store.under(tmp_path), io.BytesIO(content), name)
        keep.small = thumbnail(tmp_path, stored)
        return preview(tmp_path, stored)

    return keep


def size(path):
    with Image.open(path) as drawn:
        return drawn.size


def test_a_photograph_is_drawn_upright_and_small(seen):
    turned = Image.Exif()
    turned[0x0112] = 6
    found = seen(picture(1, size=(4000, 3000), exif=turned), "现场.jpg")
    assert size(found.picture) == (LARGE * 3 // 4, LARGE)
    assert size(seen.small) == (THUMBNAIL * 3 // 4, THUMBNAIL)


def test_the_first_page_of_a_pdf_is_drawn(seen):
    found = seen(pdf(), "通知.pdf")
    width, height = size(found.picture)
    assert (height, round(height / width, 1)) == (LARGE, 1.4)
    assert size(seen.small)[1] == THUMBNAIL


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("名单.xlsx", xlsx(), "姓名　单位\n林晓　云岭学院"),
        ("说明.txt", "第一行\n\n第二行".encode("gb18030"), "第一行\n第二行"),
        (
            "总结.docx",
            package(word__document_xml=WORD.format("<w:p><w:r><w:t>总结</w:t></w:r></w:p>" * 2)),
            "总结\n总结",
        ),
        (
            "汇报.pptx",
            package(
                ppt__presentation_xml="<p/>",
                ppt__slides__slide1_xml=SLIDE.format("<a:p><a:r><a:t>汇报</a:t></a:r></a:p>"),
            ),
            "汇报",
        ),
    ],
)
def test_the_first_lines_of_a_document_are_read(seen, name, content, words):
    assert seen(content, name).words == words


def test_an_endless_document_is_read_as_far_as_needed(seen):
    lines = "<w:p><w:r><w:t>行</w:t></w:r></w:p>" * 500_000
    words = seen(package(word__document_xml=WORD.format(lines)), "长.docx").words
    assert words == "\n".join(["行"] * 40)


def test_a_broken_file_has_no_preview_and_is_not_tried_again(seen, monkeypatch):
    broken = package(word__document_xml="<w:document")
    assert seen(broken, "坏.docx").words == ""
    monkeypatch.setattr(apart.subprocess, "run", None)
    assert seen(broken, "坏.docx").words == ""


def test_a_picture_that_cannot_be_drawn_has_no_preview(session, tmp_path):
    stored = service.keep_made(session, Store.under(tmp_path), b"\xff\xd8 no more", "image/jpeg")
    assert preview(tmp_path, stored) == Preview()
    assert thumbnail(tmp_path, stored) is None


def test_a_file_that_is_lost_has_no_preview_until_it_is_back(session, tmp_path):
    store = Store.under(tmp_path)
    stored = service.keep_made(session, store, picture(1), "image/jpeg")
    store.path(stored.sha256).rename(tmp_path / "away")
    assert preview(tmp_path, stored) == Preview()
    (tmp_path / "away").rename(store.path(stored.sha256))
    assert preview(tmp_path, stored).picture


def test_a_preview_is_made_once_and_again_when_it_is_lost(seen):
    first = seen(picture(1), "现场.jpg").picture
    before = first.stat().st_mtime_ns
    assert seen(picture(1), "现场.jpg").picture.stat().st_mtime_ns == before
    first.unlink()
    assert seen(picture(1), "现场.jpg").picture.exists()
