"""The exhibits that people chose, drawn of the facts of the day, and those that need a look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from groupmgr.reports.compose.exhibits import PHOTO, Exhibits, caption_of, placed
from groupmgr.reports.editing.edits import Edits, Exhibit
from groupmgr.reports.facts import Facts
from groupmgr.reports.outline import Block, Document, Gap, Photo, Photos

GONE = "所选图表已没有数据"
UNCOUNTED = "所选照片的活动已不计入，或照片已不在记录里"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row of photos, and what stands there."""

    key: str
    stands: Block


class Showing:
    """What stands at which key instead of, or beside, what the records propose."""

    def __init__(self, document: Document, facts: Facts, edits: Edits) -> None:
        self._exhibits = Exhibits(document, facts)
        self._chosen = {one.key: one for one in edits.exhibits}
        self._hidden = frozenset(one.key for one in edits.outline if one.hidden)

    def added(self, section: str, known: frozenset[str]) -> Iterator[Block]:
        """Yield what was chosen for a section and stands instead of none of its blocks."""
        for one in self._chosen.values():
            if one.above == section and one.key not in known:
                yield self._drawn(one)

    def block(self, block: Block) -> tuple[Block, ...]:
        """Return what stands where the records propose a block."""
        if block.key in self._chosen:
            return (self._drawn(self._chosen[block.key]),)
        return self._photos(block) if isinstance(block, Photos) else (block,)

    def unsure(self) -> Mapping[str, tuple[Exhibit, str]]:
        """Return what is 待核: records that are gone, captions over records that changed."""
        found = ((one, self._doubt(one)) for one in self._chosen.values())
        return {one.key: (one, words) for one, words in found if words}

    def slots(self, block: Photos) -> Iterator[Slot]:
        """Yield what stands at each place of a row of photos, those that are not printed too."""
        for key, photo in zip(photo_keys(block), block.photos, strict=True):
            one = self._chosen.get(key)
            yield Slot(key, self._drawn(one) if one else Photos((photo,), key))

    def _photos(self, block: Photos) -> tuple[Block, ...]:
        stand = [one.stands for one in self.slots(block) if one.key not in self._hidden]
        photos = tuple(photo for one in stand if isinstance(one, Photos) for photo in one.photos)
        gaps = tuple(one for one in stand if isinstance(one, Gap))
        return (Photos(photos, block.key), *gaps) if photos else gaps

    def _drawn(self, one: Exhibit) -> Block:
        shown = self._exhibits.shown(one.source)
        return placed(shown, one.key, one.caption) if shown else Gap(_lack(one), one.key)

    def _doubt(self, one: Exhibit) -> str:
        shown = self._exhibits.shown(one.source)
        if shown is None:
            return f"{_lack(one)}，请另选或移走"
        now = caption_of(shown)
        return f"记录改为“{now}”，请核对说明" if one.caption and now != one.basis else ""


def photo_key(block: Photos, photo: Photo) -> str:
    """Return the address of one photo of a row."""
    return f"{block.key}/{photo.sha256[:8]}"


def photo_keys(block: Photos) -> list[str]:
    """Return the addresses of the photos of a row; the same photo may stand in it again."""
    keys = [photo_key(block, photo) for photo in block.photos]
    again = [keys[:place].count(key) for place, key in enumerate(keys)]
    return [key + f"-{seen + 1}" * bool(seen) for key, seen in zip(keys, again, strict=True)]


def keys_of(block: Block) -> Iterator[str]:
    """Yield the keys at which something else may stand: of the block, of each of its photos."""
    yield block.key
    if isinstance(block, Photos):
        yield from photo_keys(block)


def _lack(one: Exhibit) -> str:
    return UNCOUNTED if one.source.startswith(f"{PHOTO}:") else GONE
