import datetime as dt
import io
import zipfile

import pikepdf
import pytest
import xlsxwriter
from PIL import Image

from groupmgr.files import examining, kinds, service
from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store
from groupmgr.jobs import recurring
from groupmgr.jobs.worker import Worker
from groupmgr.kernel.errors import RuleBroken


def jpeg(**options):
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "navy").save(file, "JPEG", **options)
    return file.getvalue()


def pdf(**options):
    file = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(file, **options)
    return file.getvalue()


def xlsx(*, extra=()):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_string(0, 0, "签到表")
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        for name, content in extra:
            package.writestr(name, content)
    return file.getvalue()


@pytest.fixture
def store(tmp_path):
    return Store.under(tmp_path)


def keep(session, store, content, name):
    return service.keep(session, store, io.BytesIO(content), name)


def test_a_file_is_kept_once_under_its_hash(session, store):
    first = keep(session, store, jpeg(), "开班合影.jpg")
    again = keep(session, store, jpeg(), "同一张.JPEG")
    assert first is again
    assert session.query(StoredFile).count() == 1
    assert store.read(first.sha256) == jpeg()
    assert first.media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("签到表.pdf", pdf()),
        ("签到表.xlsx", xlsx()),
        ("照片.png", None),
        ("名单.csv", "姓名,单位\n林晓,云岭".encode("gb18030")),
        ("说明.txt", "说明㎡𠮷".encode()),
    ],
)
def test_what_is_what_its_name_says_is_taken(session, store, name, content):
    if content is None:
        file = io.BytesIO()
        Image.new("RGB", (4, 4)).save(file, "PNG")
        content = file.getvalue()
    assert keep(session, store, content, name).size == len(content)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("空.pdf", b"", "空文件"),
        ("程序.exe", b"MZ\x90", "不收"),
        ("页面.svg", b"<svg onload='x'/>", "不收"),
        ("照片.heic", b"\x00\x00", "HEIC"),
        ("其实是网页.pdf", b"<html><script>", "内容不是PDF"),
        ("其实是程序.jpg", b"MZ" + jpeg(), "内容不是JPG"),
        ("半张.jpg", jpeg()[:80], "内容不是JPG"),
        ("其实是表格.docx", xlsx(), "内容不是Word"),
        ("有密码.pdf", pdf(encryption=pikepdf.Encryption(owner="x", user="x")), "设有密码"),
        ("有宏.xlsx", xlsx(extra=[("xl/vbaProject.bin", b"x")]), "有宏"),
        ("有密码.xlsx", kinds.OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        ("二进制.txt", b"\x00\x01\x02", "内容不是文本"),
    ],
)
def test_what_is_not_is_refused_with_the_reason(session, store, name, content, reason):
    with pytest.raises(RuleBroken, match=reason):
        keep(session, store, content, name)
    assert session.query(StoredFile).count() == 0
    assert not store.root.exists()


def test_a_bomb_and_a_giant_are_refused_before_they_are_opened(session, store, monkeypatch):
    bomb = xlsx(extra=[("xl/media/zeros.bin", bytes(kinds.LARGEST_UNZIPPED + 1))])
    assert len(bomb) < 2 * 1024**2
    with pytest.raises(RuleBroken, match="解压后过大"):
        keep(session, store, bomb, "炸弹.xlsx")
    with pytest.raises(RuleBroken, match="超过 20 MB"):
        keep(session, store, bytes(kinds.LARGEST + 1), "大.pdf")
    file = io.BytesIO()
    Image.new("1", (15_000, 15_000)).save(file, "PNG")
    with pytest.raises(RuleBroken, match="一亿像素"):
        keep(session, store, file.getvalue(), "巨幅.png")


@pytest.fixture
def told():
    """What a phone writes into a photograph."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "某品牌手机"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8769)[0x9003] = "2024:06:21 10:11:12"
    return exif


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_shows_nothing_but_itself_and_is_kept_as_it_came(session, store, told, form):
    more = {"JPEG": {"comment": b"secret"}, "WEBP": {"xmp": b"secret"}}.get(form, {})
    file = io.BytesIO()
    Image.effect_mandelbrot((64, 48), (-2, -1.5, 1, 1.5), 20).save(file, form, exif=told, **more)
    photo = file.getvalue()

    stored = keep(session, store, photo, f"现场.{form}")

    assert store.read(stored.sha256) == photo
    assert stored.taken_on == dt.date(2024, 6, 21)
    shown = store.read(stored.shown.sha256)
    with Image.open(io.BytesIO(shown)) as seen, Image.open(io.BytesIO(photo)) as taken:
        assert dict(seen.getexif()) == {0x0112: 6}
        assert seen.tobytes() == taken.tobytes()
    assert b"secret" not in shown


def test_what_stands_behind_the_end_of_a_photograph_is_not_shown(session, store):
    stored = keep(session, store, jpeg() + b"film with a voice", "动态照片.jpg")
    assert store.read(stored.shown.sha256) == jpeg()


def test_a_picture_that_tells_nothing_is_kept_once(session, store):
    stored = keep(session, store, jpeg(), "现场.jpg")
    assert stored.shown is stored
    assert session.query(StoredFile).count() == 1


def test_what_was_kept_before_is_examined_once_by_the_worker(session, app, told):
    home = app.config["HOME"]
    store = Store.under(home)
    old = service.keep_made(session, store, jpeg(exif=told), "image/jpeg")
    lost = service.keep_made(session, store, jpeg(quality=10), "image/jpeg")
    service.keep_made(session, store, pdf(), "application/pdf")
    store.path(lost.sha256).unlink()
    session.commit()
    worker = Worker(session.get_bind(), {examining.JOB: examining.examine_all}, home)
    recurring.ask(session.get_bind(), [examining.RECURRING])
    assert worker.run_one()
    session.expire_all()
    assert old.shown is not old
    assert (old.taken_on, old.examined) == (dt.date(2024, 6, 21), True)
    assert not examining.any_left(session)


def test_a_full_disk_leaves_no_half_file(session, store, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(session, store, jpeg(), "照片.jpg")
    assert [path for path in store.root.rglob("*") if path.is_file()] == []
