"""Codes on paper that lead the camera of a phone to a living page."""

import io

import segno

# Modules of white around a code; scanners ask for four, on white paper two do.
_QUIET = 2


def address(target: str) -> str:
    """Draw a code as SVG into an address that a page can hold in itself."""
    return _code(target).svg_data_uri(border=_QUIET, omitsize=True)


def png(target: str) -> bytes:
    """Draw a code as a small picture; the same target always gives the same bytes."""
    drawn = io.BytesIO()
    _code(target).save(drawn, kind="png", scale=6, border=_QUIET)
    return drawn.getvalue()


def _code(target: str) -> segno.QRCode:
    return segno.make(target, error="l", micro=False, boost_error=False)
