"""One sprite of the icons that the product uses, so that a page names an icon in one line."""

import re

SPRITE = '<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'
SYMBOL = '<symbol id="i-{name}" viewBox="0 0 24 24">{shapes}</symbol>'
#: Tabler draws an invisible square below every icon; the view box says the same.
SQUARE = '<path stroke="none" d="M0 0h24v24H0z" fill="none"/>'


def sprite(files: dict[str, bytes], names: list[str]) -> str:
    """Return one SVG with a `<symbol id="i-NAME">` for each name, in order of the names."""
    drawings = {name: files[f"icons/outline/{name}.svg"].decode() for name in sorted(names)}
    symbols = [SYMBOL.format(name=name, shapes=_shapes(svg)) for name, svg in drawings.items()]
    return SPRITE.format(symbols="\n".join(symbols))


def _shapes(svg: str) -> str:
    shapes = re.findall(r"<(?!svg)\w[^>]*/>", svg)
    return "".join(shape.replace(" />", "/>") for shape in shapes).replace(SQUARE, "")
