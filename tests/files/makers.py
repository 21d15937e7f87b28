"""Make files as people send them."""

import io
import random

from PIL import Image


def picture(seed, size=(320, 240), form="JPEG", **options):
    """A picture with something on it; every seed shows something else."""
    chance = random.Random(seed)  # noqa: S311
    coarse = Image.new("RGB", (8, 6))
    coarse.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(48)])
    file = io.BytesIO()
    coarse.resize(size, Image.Resampling.BICUBIC).save(file, form, **options)
    return file.getvalue()


def exif(day):
    """What a phone writes into a photograph that it takes on a day."""
    told = Image.Exif()
    told[0x010F] = "某品牌手机"
    told.get_ifd(0x8825)[1] = "N"
    told.get_ifd(0x8769)[0x9003] = f"{day:%Y:%m:%d} 10:11:12"
    return told
