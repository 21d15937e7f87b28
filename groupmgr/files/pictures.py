"""Take out of a photograph where it was taken."""

import io

from PIL import ExifTags, Image


def without_place(content: bytes, media_type: str) -> bytes:
    """Return a JPEG without its position, camera and dates; the picture itself is untouched.

    Only the turn of the camera stays. Any other file comes back as it is.
    """
    if media_type != "image/jpeg":
        return content
    with Image.open(io.BytesIO(content)) as picture:
        known = picture.getexif()
        if not known.get_ifd(ExifTags.IFD.GPSInfo):
            return content
        kept = Image.Exif()
        if ExifTags.Base.Orientation in known:
            kept[ExifTags.Base.Orientation] = known[ExifTags.Base.Orientation]
        cleaned = io.BytesIO()
        picture.save(cleaned, "JPEG", quality="keep", exif=kept)
    return cleaned.getvalue()
