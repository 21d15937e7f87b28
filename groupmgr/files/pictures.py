"""Take out of a picture what it tells beside what it shows: place, camera, day, owner, texts.

Not a pixel is touched: the parts of the file that hold such things are left
out, and the rest is copied. Only the turn of the camera stays, and the colours.
"""

import datetime as dt
import io
import re
import struct
import zlib
from collections.abc import Iterator

from PIL import ExifTags, Image

_UPRIGHT = 1
# Where the picture itself ends or the next part of it begins, within the picture's data.
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_MARK, _START, _END, _SCAN = 0xFF, 0xD8, 0xD9, 0xDA
_APP1, _APP2, _ADOBE, _LAST_APP, _COMMENT = 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TOLD = {b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"}
_WEBP_TOLD = {b"EXIF", b"XMP "}
# The flags of an extended WEBP that say what is told.
_WEBP_FLAGS = 0b00001100


def silent(content: bytes, media_type: str) -> bytes:
    """Return the picture without what it tells; the same bytes where it tells nothing."""
    write = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}.get(media_type)
    if write is None:
        return content
    try:
        return write(content)
    except (struct.error, IndexError, ValueError):
        return _redrawn(content)


def taken_on(content: bytes, media_type: str) -> dt.date | None:
    """Return the day on which the camera says that it took the picture."""
    if not media_type.startswith("image/"):
        return None
    told = _exif(content).get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    try:
        return dt.datetime.strptime(str(told)[:10], "%Y:%m:%d").date()  # noqa: DTZ007
    except ValueError:
        return None


def _redrawn(content: bytes) -> bytes:
    """Draw a picture anew whose parts are in no order; what cannot be drawn is shown as nothing."""
    drawn = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.convert("RGB").save(drawn, picture.format or "JPEG", quality=90)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return b""
    return drawn.getvalue()


def _exif(content: bytes) -> Image.Exif:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return picture.getexif()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return Image.Exif()


def _turn(content: bytes) -> bytes:
    """Return an Exif that tells how the camera was held; nothing where it was upright."""
    turned = _exif(content).get(ExifTags.Base.Orientation, _UPRIGHT)
    if turned == _UPRIGHT:
        return b""
    kept = Image.Exif()
    kept[ExifTags.Base.Orientation] = turned
    return kept.tobytes()


def _jpeg(content: bytes) -> bytes:
    parts = list(_jpeg_parts(content))
    turn = _turn(content)
    kept = [part for marker, part in parts if not _tells(marker, part)]
    if turn:
        kept.insert(1, b"\xff\xe1" + struct.pack(">H", len(turn) + 2) + turn)
    return b"".join(kept)


def _tells(marker: int, part: bytes) -> bool:
    """Tell whether a part says more than what is drawn: all but size and colours."""
    is_profile = marker == _APP2 and part[4:16] == b"ICC_PROFILE\0"
    is_told = _APP1 <= marker <= _LAST_APP and marker != _ADOBE and not is_profile
    return is_told or marker == _COMMENT


def _jpeg_parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Split a JPEG at its markers; what stands behind its end (a film, a second one) is left."""
    yield _START, content[:2]
    at, marker = 2, _START
    while marker != _END and at + 2 <= len(content):
        marker = content[at + 1]
        if content[at] != _MARK:
            raise ValueError("no marker where one must be")
        if marker == _MARK:  # filled up with it
            at += 1
            continue
        end = _part_end(content, at, marker)
        yield marker, content[at:end]
        at = end


def _part_end(content: bytes, at: int, marker: int) -> int:
    if marker == _END:
        return at + 2
    end: int = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
    if marker != _SCAN:
        return end
    found = _NEXT.search(content, end)
    return found.start() if found else len(content)


def _png(content: bytes) -> bytes:
    kept, turn, at = [_PNG], _turn(content), len(_PNG)
    while at + 12 <= len(content):
        end = at + 12 + struct.unpack_from(">I", content, at)[0]
        name = content[at + 4 : at + 8]
        if name == b"eXIf" and turn:
            kept.append(_chunk(b"eXIf", turn.removeprefix(b"Exif\0\0")))
        elif name not in _PNG_TOLD:
            kept.append(content[at:end])
        at = len(content) if name == b"IEND" else end
    return b"".join(kept)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _webp(content: bytes) -> bytes:
    kept, turn, at = [], _turn(content), 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], struct.unpack_from("<I", content, at + 4)[0]
        end = at + 8 + size + size % 2
        part = content[at:end]
        if name == b"VP8X":
            flags = part[8] & ~_WEBP_FLAGS | (0b1000 if turn else 0)
            part = part[:8] + bytes([flags]) + part[9:]
        if name not in _WEBP_TOLD:
            kept.append(part)
        at = end
    if turn:
        data = turn.removeprefix(b"Exif\0\0")
        kept.append(b"EXIF" + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2))
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
