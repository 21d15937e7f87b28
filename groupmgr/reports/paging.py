"""On which numbered page of a printed report each heading stands."""

import io
import re
from collections.abc import Mapping
from typing import Any

import pikepdf
import pypdfium2

_ONE = re.compile(r"—\s*1\s*—\s*$")


def pages(pdf: bytes) -> Mapping[str, int]:
    """Return the printed page number by the name of the place; the front has none."""
    first = _first(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        number = {page.objgen: place - first + 1 for place, page in enumerate(file.pages)}
        names = file.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
        if names is None:
            return {}
        flat: list[Any] = list(names.Names)
        places = zip(flat[::2], flat[1::2], strict=True)
        return {str(name): number[place[0].objgen] for name, place in places}


def _first(pdf: bytes) -> int:
    """Return the place of the page that bears the number 1."""
    with pypdfium2.PdfDocument(pdf) as file:
        for place, page in enumerate(file):
            if _ONE.search(page.get_textpage().get_text_range().strip()):
                return place
    return 0
