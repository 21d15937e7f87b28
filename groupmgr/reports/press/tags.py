"""The tag tree of a bound PDF: those of its parts, one behind the other."""

from typing import Any

from pikepdf import Pdf


def join(book: Pdf, part: Pdf, first: int) -> None:
    """Put the tags of a part behind those of the book, whose pages from `first` on are its pages.

    Every page, and every link, knows its tags by a key in the parents' tree;
    the keys of the part follow those of the book.
    """
    if "/StructTreeRoot" not in part.Root or "/StructTreeRoot" not in book.Root:
        return
    root: Any = book.Root.StructTreeRoot
    added: Any = book.copy_foreign(part.make_indirect(part.Root.StructTreeRoot))
    begin = int(root.get("/ParentTreeNextKey", len(_pairs(root.ParentTree))))
    for page in book.pages[first:]:
        _move(page.obj, "/StructParents", begin)
        for link in page.obj.get("/Annots", ()):
            _move(link, "/StructParent", begin)
    nums, pairs = root.ParentTree.Nums, _pairs(added.ParentTree)
    for key, tagged in pairs:
        nums.append(key + begin)
        nums.append(tagged)
    root.ParentTreeNextKey = begin + len(pairs)
    document = root.K[0]
    for element in added.K[0].K:
        element.P = document
        document.K.append(element)


def _move(tagged: Any, name: str, by: int) -> None:
    if name in tagged:
        tagged[name] = int(tagged[name]) + by


def _pairs(tree: Any) -> list[tuple[int, Any]]:
    flat = list(tree.Nums)
    return [(int(key), tagged) for key, tagged in zip(flat[::2], flat[1::2], strict=True)]
