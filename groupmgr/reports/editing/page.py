"""What the page of a manuscript shows: the outline, the text piece by piece, what is to be done."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from groupmgr.reports.compose.exhibits import chart_source
from groupmgr.reports.editing.draft import Draft
from groupmgr.reports.editing.edits import Change
from groupmgr.reports.editing.overlay import is_within, lost, parent, walk
from groupmgr.reports.editing.showing import Slot
from groupmgr.reports.editing.tokens import written
from groupmgr.reports.editing.waving import mark_of
from groupmgr.reports.numbering import Numbered, numbered
from groupmgr.reports.outline import (
    Annex,
    Block,
    Chart,
    Gap,
    Paragraph,
    Photo,
    Photos,
    Runs,
    Section,
    Table,
)
from groupmgr.reports.proofing.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes a section, until when."""

    account_id: int
    name: str
    due_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, figure or gap of the text; `lines` are drawn, `words` as people edit them.

    `beside` names who wrote another text of it that nobody decided on; `doubt` says
    what is to be done about something that was `chosen`.
    """

    key: str
    lines: tuple[Runs, ...] = ()
    words: str = ""
    revision: int = 0
    edited: bool = False
    removed: bool = False
    hidden: bool = False
    open: bool = False
    beside: str = ""
    changes: tuple[Change, ...] = ()
    gap: str = ""
    shown: Chart | Table | None = None
    source: str = ""
    chosen: bool = False
    doubt: str = ""
    slots: tuple["Piece", ...] = ()
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its place in the outline; `state` says what is to be done in it."""

    key: str
    heading: str
    title: str
    level: int
    state: str
    hidden: bool = False
    open: bool = False
    writer: Writer | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Page:
    """The whole page; `sections` are those that the reader may write, or `None` for all."""

    draft: Draft
    revisions: Mapping[str, int] = field(default_factory=dict)
    writers: Mapping[str, Writer] = field(default_factory=dict)
    sections: frozenset[str] | None = None
    waved: frozenset[str] = frozenset()
    undecided: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def parts(self) -> list[Part]:
        """The sections in reading order, with those that are not printed."""
        printed = {one.section.key: one.heading for one in numbered(self.draft.document.sections)}
        return [self._part(one, printed) for one in numbered(self.draft.whole.sections)]

    @property
    def annexes(self) -> tuple[Annex, ...]:
        """The annexes, which are made of records alone."""
        return self.draft.proposed.annexes

    @property
    def lost(self) -> list[str]:
        """The passages that have no place any more."""
        return lost(self.draft.proposed, self.draft.edits)

    @cached_property
    def must(self) -> list[Finding]:
        """What keeps the report from being issued."""
        return [one for one in self.draft.findings if one.severity is Severity.MUST]

    @cached_property
    def advised(self) -> list[tuple[str, Finding]]:
        """What is advised and was not left aside, each with its mark."""
        found = [one for one in self.draft.findings if one.severity is not Severity.MUST]
        marked = ((mark_of(one), one) for one in found)
        return [pair for pair in marked if pair[0] not in self.waved]

    def words_of(self, key: str) -> str:
        """Return what was written in a passage, as people edit it, or what was chosen."""
        chosen = (one for one in self.draft.edits.exhibits if one.key == key)
        return self._words.get(key) or next((one.caption or one.basis for one in chosen), "")

    def title_of(self, key: str) -> str:
        """Return the heading of the section in which a passage stands."""
        return next((one.heading for one in self.parts if one.key == parent(key)), "")

    @property
    def gaps(self) -> list[tuple[str, str, str]]:
        """What the report cannot say: the code of its indicator, or none, subject and reason."""
        return [
            (self._code(str(row[1])), str(row[1]), str(row[2]))
            for annex in self.annexes
            for block in annex.blocks
            if annex.key == "annex/gaps" and isinstance(block, Table)
            for row in block.rows
        ]

    def _code(self, subject: str) -> str:
        code = subject.partition(" ")[0]
        return code if code in self.draft.names else ""

    def _part(self, item: Numbered, printed: Mapping[str, str]) -> Part:
        section = item.section
        return Part(
            key=section.key,
            heading=printed.get(section.key, section.title),
            title=section.title,
            level=item.level,
            state=self._state(section),
            hidden=section.key not in printed,
            open=self._is_open(section.key),
            writer=self.writers.get(section.key),
            pieces=tuple(self._pieces(section)),
        )

    def _state(self, section: Section) -> str:
        keys = {section.key, *(block.key for block in section.blocks)}
        found = {one.severity for one in self.draft.findings if one.key in keys}
        if Severity.MUST in found or keys & self.undecided.keys():
            return "bad"
        if found:
            return "warn"
        empty = not section.blocks and not section.parts
        return "off" if empty or any(isinstance(one, Gap) for one in section.blocks) else "ok"

    def _pieces(self, section: Section) -> Iterator[Piece]:
        known = self._words
        for block in section.blocks:
            edited = isinstance(block, Paragraph) and block.edited
            if not edited or block.key in known:
                yield self._piece(block)
        text = f"{section.key}/text"
        if not section.blocks and not section.parts and self._is_open(section.key):
            beside = self.undecided.get(text, "")
            yield Piece(text, revision=self.revisions.get(text, 0), open=True, beside=beside)

    def _piece(self, block: Block) -> Piece:
        key, words = block.key, self._words.get(block.key)
        piece = Piece(
            key,
            revision=self.revisions.get(key, 0),
            edited=bool(words),
            removed=words == "",
            hidden=key in self._hidden,
            open=self._is_open(key),
            beside=self.undecided.get(key, ""),
            changes=tuple(self.draft.changed.get(key, ())),
        )
        if key in self._sources or isinstance(block, Chart | Table | Photos):
            return self._figure(piece, block)
        if isinstance(block, Gap):
            return replace(piece, gap=block.text)
        if words:
            lines = tuple(one.runs for one in self.draft.desk.paragraphs(key, words))
            return replace(piece, lines=lines, words=words)
        runs = getattr(block, "runs", ())
        return replace(piece, lines=(runs,), words=written(runs))

    def _figure(self, piece: Piece, block: Block) -> Piece:
        """Tell of a table, chart or row of photos, or of one that is gone."""
        source = self._sources.get(piece.key) or chart_source(piece.key)
        _, doubt = self.draft.unsure.get(piece.key, (None, ""))
        piece = replace(piece, source=source, chosen=piece.key in self._sources, doubt=doubt)
        if isinstance(block, Chart | Table):
            return replace(piece, shown=block)
        if isinstance(block, Photos):
            row = self._rows.get(piece.key)
            slots = self.draft.showing.slots(row) if row else (Slot(piece.key, block),)
            return replace(piece, slots=tuple(map(self._slot, slots)))
        return piece

    def _slot(self, slot: Slot) -> Piece:
        """Tell of one photo of a row."""
        hidden, chosen = slot.key in self._hidden, slot.key in self._sources
        photo = slot.stands.photos[0] if isinstance(slot.stands, Photos) else None
        _, doubt = self.draft.unsure.get(slot.key, (None, ""))
        return Piece(slot.key, hidden=hidden, chosen=chosen, doubt=doubt, photo=photo)

    @cached_property
    def _rows(self) -> Mapping[str, Photos]:
        """The rows of photos that the records propose."""
        blocks = (block for one in walk(self.draft.proposed.sections) for block in one.blocks)
        return {block.key: block for block in blocks if isinstance(block, Photos)}

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return {one.key: one.source for one in self.draft.edits.exhibits}

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return {one.key: one.words for one in self.draft.edits.passages}

    @cached_property
    def _hidden(self) -> frozenset[str]:
        return frozenset(one.key for one in self.draft.edits.outline if one.hidden)

    def _is_open(self, key: str) -> bool:
        return self.sections is None or is_within(key, self.sections)
