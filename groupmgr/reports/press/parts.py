"""A page cut into parts that can be printed apart: what begins on a page of its own.

The front is all that stands before `main`. In `main` a `section` begins on a
new page; one with long tables is cut further, where a page is nearly full.
Parts know nothing of each other: their pages have no numbers, and their links
lead to names (`part:…`) until they are bound. The contents alone, a `nav`, tell
where others stand: they are printed twice, with room for the numbers, and with them.
"""

from collections.abc import Iterable, Iterator, Mapping
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
    """The front, if there is one, and the parts behind it; `place` is that of the contents."""

    head: html.HtmlElement
    front: tuple[Part, ...]
    rest: tuple[Part, ...]
    place: int

    def contents(self, pages: Mapping[str, int]) -> Part:
        """Write the part with the contents anew, with the pages that its entries lead to."""
        page = html.document_fromstring((*self.front, *self.rest)[self.place].html)
        for link in page.iterfind(".//nav//a"):
            name = link.get("href", "").removeprefix(LINK)
            link.set("data-page", str(pages.get(name, "")))
        return _part(page)

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
        return _part(_page(_styles(self.head, named + counted), body), tagged=False)


def cut(page: str) -> Parts:
    """Cut a page; its first part alone bears its title, which then changes no other one."""
    document = html.document_fromstring(page)
    head, body, main = document.head, document.body, document.body.find("main")
    for link in body.iter("a"):
        if link.get("href", "").startswith("#"):
            link.set("href", LINK + link.get("href", "")[1:])
    before = [_filled(body, body[: body.index(main)])] if body.index(main) else []
    bodies = [*before, *(_filled(body, [_filled(main, piece)]) for piece in _pieces(main))]
    styles = _styles(head, _NO_NUMBERS)
    heads = [_titled(head, styles), *[styles] * (len(bodies) - 1)]
    parts = [_part(_page(one, inside)) for one, inside in zip(heads, bodies, strict=True)]
    place = next(n for n, inside in enumerate(bodies) if inside.find(".//nav") is not None)
    return Parts(head, tuple(parts[: len(before)]), tuple(parts[len(before) :]), place)


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


def _filled(element: html.HtmlElement, children: Iterable[html.HtmlElement]) -> html.HtmlElement:
    """Return an element like this one that holds nothing but these."""
    twin = html.Element(element.tag, dict(element.attrib))
    twin.extend(copy_of(child) for child in children)
    return twin


def _styles(head: html.HtmlElement, more: str) -> html.HtmlElement:
    """Return a head with the styles alone, and more of them, which look up no pages."""
    styles = html.Element("head")
    styles.extend(copy_of(style) for style in head.iter("style"))
    etree.SubElement(styles, "style").text = more
    for style in styles:
        style.text = (style.text or "").replace(_LOOKED_UP, _KNOWN)
    return styles


def _titled(head: html.HtmlElement, styles: html.HtmlElement) -> html.HtmlElement:
    return _filled(head, [*(one for one in head if one.tag != "style"), *styles])


def _page(head: html.HtmlElement, body: html.HtmlElement) -> html.HtmlElement:
    page = html.Element("html", {"lang": "zh-CN"})
    page.extend((copy_of(head), body))
    return page


def _part(page: html.HtmlElement, *, tagged: bool = True) -> Part:
    return Part(html.tostring(page, encoding="unicode", doctype="<!doctype html>"), tagged)
