"""Tell the same picture again after it was made smaller, saved anew, or sent by WeChat.

The fingerprint is the perceptual hash (pHash): 64 bits that say which of the
broad waves of the picture are stronger than their median. Two pictures are
the same where at most `NEAR` bits differ and one of four quarters is equal; up
to three differing bits always leave a quarter equal. The quarters stand in
columns with an index each, so that the database finds the candidates.
"""

import io
import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from statistics import median, pstdev

import sqlalchemy as sa
from PIL import Image
from sqlalchemy.orm import Session, aliased

from groupmgr.files.models import StoredFile

NEAR = 4
Look = tuple[int, int, int, int]
_SIDE, _WAVES = 32, 8
# Below this contrast everything looks alike: an empty wall, a white page.
_FLAT = 4.0
_COSINES = [
    [math.cos((2 * at + 1) * wave * math.pi / (2 * _SIDE)) for at in range(_SIDE)]
    for wave in range(_WAVES)
]


def look(content: bytes) -> Look | None:
    """Return the fingerprint of a picture in quarters; nothing where there is nothing to tell."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.draft("L", (_SIDE * 8, _SIDE * 8))
            small = picture.convert("L").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    grey = small.tobytes()
    if pstdev(grey) < _FLAT:
        return None
    rows = [_waves(grey[at : at + _SIDE]) for at in range(0, _SIDE * _SIDE, _SIDE)]
    strengths = [one for column in zip(*rows, strict=True) for one in _waves(column)]
    middle = median(strengths)
    bits = "".join("1" if one > middle else "0" for one in strengths)
    one, two, three, four = (int(bits[at : at + 16], 2) for at in range(0, 64, 16))
    return one, two, three, four


def alike(session: Session, file_ids: Collection[int]) -> dict[int, set[int]]:
    """Return, for each of the files that shows a picture, the other files that show the same.

    One statement, however many files. The same content has the same key and is not told here.
    """
    mine, other = aliased(StoredFile), aliased(StoredFile)
    query = (
        sa.select(mine.id, *_quarters(mine), other.id, *_quarters(other))
        .join(other, sa.or_(*(a == b for a, b in zip(*map(_quarters, (mine, other)), strict=True))))
        .where(mine.id.in_(file_ids), other.id != mine.id)
    )
    found: dict[int, set[int]] = defaultdict(set)
    for one, *row in session.execute(query):
        ours, theirs = row[:4], row[5:]
        if _distance(ours, theirs) <= NEAR:
            found[one].add(row[4])
    return dict(found)


def _quarters(file: type[StoredFile]) -> list[sa.orm.InstrumentedAttribute[int | None]]:
    return [file.look_1, file.look_2, file.look_3, file.look_4]


def _distance(one: Sequence[int], other: Sequence[int]) -> int:
    return sum((a ^ b).bit_count() for a, b in zip(one, other, strict=True))


def _waves(values: Sequence[float]) -> list[float]:
    """Return the broadest waves of a line of values (its discrete cosine transform)."""
    return [sum(a * b for a, b in zip(values, line, strict=True)) for line in _COSINES]
