"""A page cut into parts that can be printed apart: what begins on a page of its own.

The front is all that stands before `main`. In `main` a `section` begins on a
new page; one with long tables is cut further, where a page is nearly full.
Parts know nothing of each other: their pages have no numbers, and their links
lead to names (`part:…`) until they are bound.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass

from lxml import etree, html

from groupmgr.reports.press.sheet import Part
from groupmgr.reports.press.tables import pieces

LINK = "part:"
_PLACES = ("left-corner", "left", "center", "right", "right-corner")
_BOXES = [f"{edge}-{place}" for edge in ("top", "bottom") for place in _PLACES]
_BOXES += [f"{edge}-{place}" for edge in ("left", "right") for place in ("top", "middle", "bottom")]
_NONE = " ".join(f"@{box} {{ content: none !important }}" for box in _BOXES)
_NO_NUMBERS = f"@page {{ {_NONE} }}"
# In the contents: what the styles would look up in one single print.
_LOOKED_UP, _KNOWN = "target-counter(attr(href url), page)", "attr(data-page)"


@dataclass(frozen=True, slots=True)
class Parts:
    """The page's front, without page numbers in its contents, and the parts behind it."""

    head: html.HtmlElement
    front: html.HtmlElement
    main: html.HtmlElement
    rest: tuple[Part, ...]

    def contents(self, pages: Mapping[str, int]) -> Part:
        """Write the front with the pages that its entries lead to."""
        front = copy_of(self.front)
        for link in front.iter("a"):
            name = link.get("href", "").removeprefix(LINK)
            link.set("data-page", str(pages.get(name, "")))
        head = copy_of(self.head)
        for style in head.iter("style"):
            style.text = (style.text or "").replace(_LOOKED_UP, _KNOWN)
        return _page(head, front)

    def numbers(self, kinds: tuple[str, ...], first: int) -> Part:
        """Write empty pages that bear nothing but their numbers, beginning with an odd one."""
        body = html.Element("body")
        for kind in kinds:
            etree.SubElement(body, "p", {"class": f"number-{kind or 'auto'}"})
        named = "".join(
            f".number-{kind or 'auto'} {{ page: {kind or 'auto'}; break-before: page }}"
            for kind in sorted(set(kinds))
        )
        counted = (
            "@page { counter-reset: none !important }"
            f"@page :first {{ counter-reset: page {first} !important }}"
        )
        return _page(_styles(self.head, named + counted), body, tagged=False)


def cut(page: str) -> Parts:
    """Cut a page."""
    document = html.document_fromstring(page)
    head, body, main = document.head, document.body, document.body.find("main")
    for link in body.iter("a"):
        if link.get("href", "").startswith("#"):
            link.set("href", LINK + link.get("href", "")[1:])
    front = html.Element("body", dict(body.attrib))
    front.extend(copy_of(one) for one in main.itersiblings(preceding=True))
    front[:] = reversed(front)
    styles = _styles(head, _NO_NUMBERS)
    rest = tuple(_in_main(styles, body, main, piece) for piece in _pieces(main))
    return Parts(head, front, main, rest)


def copy_of(element: html.HtmlElement) -> html.HtmlElement:
    """Copy an element without what follows it."""
    twin = copy(element)
    twin.tail = None
    return twin


def _pieces(main: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
    """Group what stands in `main` into what begins on a page of its own."""
    group: list[html.HtmlElement] = []
    for element in main:
        if element.tag == "section":
            if group:
                yield group
            *before, last = pieces(element)
            yield from ([piece] for piece in before)
            group = [last]
        else:
            group.append(element)
    yield group


def _in_main(
    styles: html.HtmlElement,
    body: html.HtmlElement,
    main: html.HtmlElement,
    piece: list[html.HtmlElement],
) -> Part:
    outer, inner = html.Element("body", dict(body.attrib)), html.Element("main", dict(main.attrib))
    inner.extend(copy_of(element) for element in piece)
    outer.append(inner)
    return _page(styles, outer)


def _styles(head: html.HtmlElement, more: str) -> html.HtmlElement:
    """Return a head with the styles alone, so that parts do not change with the title."""
    styles = html.Element("head")
    styles.extend(copy_of(style) for style in head.iter("style"))
    etree.SubElement(styles, "style").text = more
    return styles


def _page(head: html.HtmlElement, body: html.HtmlElement, *, tagged: bool = True) -> Part:
    page = html.Element("html", {"lang": "zh-CN"})
    page.extend((copy_of(head), body))
    return Part(html.tostring(page, encoding="unicode", doctype="<!doctype html>"), tagged)
