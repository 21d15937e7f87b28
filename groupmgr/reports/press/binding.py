"""Sheets bound into one PDF: numbered pages, links and bookmarks through all of it, tags."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from groupmgr.reports.press import tags
from groupmgr.reports.press.parts import LINK
from groupmgr.reports.press.sheet import Mark, Place, Sheet

_EMPTY = Sheet(("",), {}, (), b"")


def places(sheets: Sequence[Sheet], first: int = 0) -> dict[str, Place]:
    """Return where every name stands when the sheets follow each other."""
    found: dict[str, Place] = {}
    for sheet in sheets:
        for name, (page, x, y) in sheet.places.items():
            found.setdefault(name, (first + page, x, y))
        first += len(sheet.kinds)
    return found


def bind(front: Sequence[Sheet], rest: Sequence[Sheet], numbers: Sequence[Sheet]) -> bytes:
    """Bind the sheets; what comes after the front begins on a right page."""
    before = sum(len(sheet.kinds) for sheet in front)
    whole = (*front, *[_EMPTY] * (before % 2), *rest)
    with Pdf.open(io.BytesIO(whole[0].pdf)) as book:
        for sheet in whole[1:]:
            _append(book, sheet)
        _number(book, before + before % 2, numbers)
        _link(book, places(whole))
        _mark(book, whole)
        return _saved(book)


def _append(book: Pdf, sheet: Sheet) -> None:
    if sheet is _EMPTY:
        book.add_blank_page(page_size=_size(book))
        return
    with Pdf.open(io.BytesIO(sheet.pdf)) as part:
        first = len(book.pages)
        book.pages.extend(part.pages)
        tags.join(book, part, first)


def _number(book: Pdf, before: int, numbers: Sequence[Sheet]) -> None:
    """Lay the empty pages with numbers over those that are to have them."""
    number = before
    for sheet in numbers:
        with Pdf.open(io.BytesIO(sheet.pdf)) as part:
            for page in part.pages:
                form = book.copy_foreign(page.as_form_xobject())
                _lay_over(book, book.pages[number], form)
                number += 1


def _lay_over(book: Pdf, page: pikepdf.Page, form: pikepdf.Object) -> None:
    resources = _twin(page.obj.Resources)
    resources.XObject = _twin(resources.get("/XObject", {}))
    resources.XObject["/PageNumber"] = form
    page.obj.Resources = resources
    page.contents_add(book.make_stream(b"q"), prepend=True)
    page.contents_add(book.make_stream(b"Q /Artifact BMC /PageNumber Do EMC"))


def _twin(dictionary: Any) -> Any:
    return Dictionary(dict(dictionary))


def _link(book: Pdf, where: Mapping[str, Place]) -> None:
    """Let links lead to names, and the names to their places."""
    used = set()
    for page in book.pages:
        for link in page.obj.get("/Annots", ()):
            if (name := _leads_to(link)) in where:
                _lead(link, name)
                used.add(name)
    if used:
        names = book.make_indirect(Dictionary(Names=_names(book, used, where)))
        book.Root.Names = Dictionary(Dests=names)


def _leads_to(link: Any) -> str:
    address = str(link.get("/A", Dictionary()).get("/URI", ""))
    return unquote(address.removeprefix(LINK)) if address.startswith(LINK) else ""


def _lead(link: Any, name: str) -> None:
    del link.A
    link.Dest = String(name)
    if "/Contents" in link:
        link.Contents = String(name)


def _names(book: Pdf, used: Iterable[str], where: Mapping[str, Place]) -> Array:
    names = Array()
    for name in sorted(used, key=lambda name: bytes(String(name))):
        page, x, y = where[name]
        names.append(String(name))
        names.append(Array([book.pages[page].obj, Name.XYZ, x, y, 0]))
    return names


def _mark(book: Pdf, sheets: Sequence[Sheet]) -> None:
    """Write the bookmarks as a tree: each stands under the last one of a lower level."""
    with book.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        first = 0
        for sheet in sheets:
            for mark in sheet.marks:
                item = _item(mark, first)
                while above[-1][0] >= mark.level:
                    above.pop()
                above[-1][1].append(item)
                above.append((mark.level, item.children))
            first += len(sheet.kinds)


def _item(mark: Mark, first: int) -> OutlineItem:
    page, x, y = mark.place
    return OutlineItem(mark.words, first + page, "XYZ", left=x, top=y)


def _size(book: Pdf) -> tuple[float, float]:
    _, _, width, height = (float(side) for side in book.pages[-1].mediabox)
    return width, height


def _saved(book: Pdf) -> bytes:
    target = io.BytesIO()
    book.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return target.getvalue()
