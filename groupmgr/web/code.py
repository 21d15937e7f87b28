"""Addresses drawn as codes that a phone reads."""

import segno
from markupsafe import Markup


def drawn(address: str) -> Markup:
    """Draw the code of an address."""
    code = segno.make(address, error="m").svg_inline(scale=6, omitsize=True, svgclass="gm-qr")
    return Markup(code)  # noqa: S704  # drawn here, from an address of ours
