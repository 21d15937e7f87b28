"""The photos that a report prints: made small, without anything that a camera wrote into them."""

import base64
import io
import logging
from collections.abc import Mapping
from types import MappingProxyType

from PIL import Image, ImageOps, UnidentifiedImageError

from groupmgr.files.store import Store
from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Document, Photos

Shown = Mapping[str, bytes]
NO_PHOTOS: Shown = MappingProxyType({})

# 92 mm at 150 dots an inch.
_WIDEST, _QUALITY = 544, 80
_LOG = logging.getLogger(__name__)


def shown(store: Store, document: Document) -> Shown:
    """Read the photos of a document; one that is lost or cannot be read is left out."""
    wanted = {
        photo.sha256
        for item in numbered(document.sections)
        for block in item.section.blocks
        if isinstance(block, Photos)
        for photo in block.photos
    }
    made = {sha256: _made_small(store, sha256) for sha256 in sorted(wanted)}
    return {sha256: picture for sha256, picture in made.items() if picture}


def address(picture: bytes) -> str:
    """Put a picture into an address that a page can hold in itself."""
    return f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}"


def _made_small(store: Store, sha256: str) -> bytes | None:
    try:
        with Image.open(store.path(sha256)) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as problem:
        _LOG.warning("photo %s is not printed: %s", sha256, problem)
        return None
    upright.thumbnail((_WIDEST, _WIDEST))
    made = io.BytesIO()
    upright.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()
