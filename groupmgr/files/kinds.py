"""Which files are taken, told by what is in them and never by their name alone."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

import pikepdf
from PIL import Image

from groupmgr.kernel.errors import RuleBroken

LARGEST = 20 * 1024**2
LARGEST_UNZIPPED = 300 * 1024**2
MOST_PIXELS = 100_000_000
TAKEN = "可以传 PDF、Word、Excel、PPT、图片（JPG、PNG、WEBP）和 TXT、CSV"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_XML = "application/vnd.openxmlformats-officedocument."
# Larger pictures are refused by name below; Pillow would only warn up to twice its own limit.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how people call it, what browsers call it, and how it is recognised.

    `holds` tells whether the content is of the kind; it raises `RuleBroken`
    where the content is, but cannot be taken.
    """

    words: str
    media_type: str
    endings: tuple[str, ...]
    holds: Callable[[bytes], bool]


def check(content: bytes, name: str) -> Kind:
    """Return the kind of a file; raise `RuleBroken` with the reason where it is not taken."""
    if not content:
        raise RuleBroken(f"“{name}”是空文件")
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending in ("heic", "heif"):
        raise RuleBroken(f"“{name}”是 HEIC 照片，请在手机上改存为 JPG 再传")
    kind = next((one for one in KINDS if ending in one.endings), None)
    if kind is None:
        raise RuleBroken(f"不收“{name}”这种文件；{TAKEN}")
    if not kind.holds(content):
        raise RuleBroken(f"“{name}”的内容不是{kind.words}，可能已损坏或改过后缀名")
    return kind


def _picture(form: str) -> Callable[[bytes], bool]:
    def holds(content: bytes) -> bool:
        try:
            with Image.open(io.BytesIO(content), formats=(form,)) as picture:
                picture.verify()
        except Image.DecompressionBombError:
            raise RuleBroken("图片超过一亿像素，请缩小后再传") from None
        except (OSError, SyntaxError, ValueError):
            return False
        return True

    return holds


def _pdf(content: bytes) -> bool:
    if content.lstrip()[:5] != b"%PDF-":
        return False
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return len(document.pages) > 0
    except pikepdf.PasswordError:
        raise RuleBroken("PDF 设有密码，请去掉密码再传") from None
    except pikepdf.PdfError:
        return False


def _office(part: str) -> Callable[[bytes], bool]:
    def holds(content: bytes) -> bool:
        if content.startswith(OLE) and _named(content, "EncryptedPackage"):
            raise RuleBroken("文件设有打开密码，请去掉密码再传")
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                return _safe(package, part)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return False

    return holds


def _safe(package: zipfile.ZipFile, part: str) -> bool:
    entries = package.infolist()
    if sum(entry.file_size for entry in entries) > LARGEST_UNZIPPED:
        raise RuleBroken("文件解压后过大，请另存为普通文件再传")
    names = {entry.filename for entry in entries}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise RuleBroken("文件里有宏，请另存为不含宏的文件再传")
    return {"[Content_Types].xml", part} <= names


def _ole(*streams: str) -> Callable[[bytes], bool]:
    def holds(content: bytes) -> bool:
        return content.startswith(OLE) and any(_named(content, stream) for stream in streams)

    return holds


def _named(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in content


def _text(content: bytes) -> bool:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(sign.isprintable() or sign.isspace() for sign in text[:10_000])
    return False


KINDS = (
    Kind("JPG 图片", "image/jpeg", ("jpg", "jpeg"), _picture("JPEG")),
    Kind("PNG 图片", "image/png", ("png",), _picture("PNG")),
    Kind("WEBP 图片", "image/webp", ("webp",), _picture("WEBP")),
    Kind("PDF", "application/pdf", ("pdf",), _pdf),
    Kind(
        "Word 文档",
        f"{OPEN_XML}wordprocessingml.document",
        ("docx",),
        _office("word/document.xml"),
    ),
    Kind("Excel 表格", f"{OPEN_XML}spreadsheetml.sheet", ("xlsx",), _office("xl/workbook.xml")),
    Kind(
        "PPT 演示文稿",
        f"{OPEN_XML}presentationml.presentation",
        ("pptx",),
        _office("ppt/presentation.xml"),
    ),
    Kind("Word 文档", "application/msword", ("doc",), _ole("WordDocument")),
    Kind("Excel 表格", "application/vnd.ms-excel", ("xls",), _ole("Workbook", "Book")),
    Kind("PPT 演示文稿", "application/vnd.ms-powerpoint", ("ppt",), _ole("PowerPoint Document")),
    Kind("文本", "text/plain", ("txt",), _text),
    Kind("CSV 表格", "text/csv", ("csv",), _text),
)
