"""Edits laid over the report that the records propose; figures in them say what the facts say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from groupmgr.reports.compose.book import Book
from groupmgr.reports.compose.examples import retold
from groupmgr.reports.editing.edits import NO_EDITS, Change, Edits, Placed, basis, changes
from groupmgr.reports.editing.showing import Showing, keys_of
from groupmgr.reports.editing.tokens import Counted, Piece, Quote, Told, case_of, read
from groupmgr.reports.facts import Facts
from groupmgr.reports.outline import (
    MISSING,
    Block,
    Bound,
    Cited,
    Document,
    Gap,
    Paragraph,
    Quoted,
    Run,
    Runs,
    Section,
    Text,
)

Item = TypeVar("Item", Section, Block)

NEW = "新的一节"


def overlay(document: Document, edits: Edits, facts: Facts) -> Document:
    """Return the report as people want it; without edits it is what it was."""
    if not edits:
        return document
    desk = Desk(document, facts, edits)
    return replace(document, sections=desk.sections(document.sections, ""))


def unchecked(document: Document, edits: Edits, facts: Facts) -> Mapping[str, tuple[Change, ...]]:
    """Return the passages whose figures changed since somebody looked at them, 待核."""
    desk = Desk(document, facts)
    found = {
        one.key: changes(one.basis, desk.basis(one.key, one.words))
        for one in edits.passages
        if one.words
    }
    return {key: changed for key, changed in found.items() if changed}


def lost(document: Document, edits: Edits) -> list[str]:
    """Return the passages and exhibits that are not printed: their section is gone."""
    placed = {section.key for section in walk(document.sections)}
    placed |= {one.key for one in edits.outline if one.above is not None}
    passages = [one.key for one in edits.passages if parent(one.key) not in placed]
    return [*passages, *(one.key for one in edits.exhibits if one.above not in placed)]


def walk(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield every section in reading order."""
    for section in sections:
        yield section
        yield from walk(section.parts)


def parent(key: str) -> str:
    """Return the key of the section in which a block or section stands."""
    return key.rpartition("/")[0]


def is_within(key: str, sections: frozenset[str]) -> bool:
    """Tell whether a section or passage is one of these or stands in one."""
    return any(key == one or key.startswith(f"{one}/") for one in sections)


class Desk:
    """The proposed report, opened for laying words over it."""

    def __init__(self, document: Document, facts: Facts, edits: Edits = NO_EDITS) -> None:
        self._book = Book(facts)
        self._showing = Showing(document, facts, edits)
        self._proposed = {
            block.key: block
            for section in walk(document.sections)
            for block in section.blocks
            if isinstance(block, Paragraph)
        }
        self._activities = {case_of(one): one for one in facts.activities}
        self._written = {one.key: one.words for one in edits.passages}
        self._placed = {one.key: one for one in edits.outline}

    def sections(self, parts: Sequence[Section], above: str) -> tuple[Section, ...]:
        """Return what stands under a section, or in the whole report."""
        own = [_own(one) for one in self._placed.values() if one.above == above]
        return tuple(map(self._section, self._shown([*parts, *own], above)))

    def runs(self, key: str, line: str) -> Runs:
        """Draw a line of a passage with today's figures."""
        counts = self._counts(key)
        return tuple(self._run(piece, counts) for piece in read(line) if piece)

    def basis(self, key: str, words: str) -> str:
        """Write down what the figures say on which the words of a passage rest."""
        proposed = self._proposed.get(key)
        runs = [*(proposed.runs if proposed else ())]
        for line in words.splitlines():
            runs.extend(self.runs(key, line))
        return basis({self._name(run): run.text for run in runs if isinstance(run, Bound | Cited)})

    def paragraphs(self, key: str, words: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a passage, one a line."""
        lines = [line.strip() for line in words.splitlines()]
        drawn = [self.runs(key, line) for line in lines if line]
        return tuple(
            Paragraph(runs, key if number == 1 else f"{key}-{number}", edited=True)
            for number, runs in enumerate(drawn, 1)
        )

    def _section(self, section: Section) -> Section:
        placed = self._placed.get(section.key)
        known = frozenset(key for block in section.blocks for key in keys_of(block))
        added = [
            Paragraph((), key)
            for key in self._written
            if parent(key) == section.key and key not in known
        ]
        chosen = self._showing.added(section.key, known)
        blocks = self._shown([*section.blocks, *added, *chosen], section.key)
        return replace(
            section,
            title=(placed.heading if placed else "") or section.title,
            blocks=tuple(part for block in blocks for part in self._block(block)),
            parts=self.sections(section.parts, section.key),
        )

    def _block(self, block: Block) -> tuple[Block, ...]:
        if isinstance(block, Paragraph | Gap) and block.key in self._written:
            return self.paragraphs(block.key, self._written[block.key])
        return self._showing.block(block)

    def _shown(self, items: Sequence[Item], above: str) -> list[Item]:
        hidden = {key for key, one in self._placed.items() if one.hidden}
        placed = self._placed.get(above)
        ordered = in_order(items, placed.arranged if placed else ())
        return [one for one in ordered if one.key not in hidden]

    def _counts(self, key: str) -> Mapping[str, Cited]:
        proposed = self._proposed.get(key)
        runs = proposed.runs if proposed else ()
        return {run.name: run for run in runs if isinstance(run, Cited)}

    def _run(self, piece: Piece, counts: Mapping[str, Cited]) -> Run:
        if isinstance(piece, Told):
            said = self._book.told(piece.code, piece.aspect, piece.unit)
            return Bound(piece.code, said or MISSING, piece.aspect, piece.unit)
        if isinstance(piece, Counted):
            return counts.get(piece.name) or self._retold(piece.name)
        if isinstance(piece, Quote):
            return Quoted(piece.text, piece.source)
        return Text(piece)

    def _retold(self, name: str) -> Cited:
        """Tell an activity that somebody chose, in the words of its record."""
        activity = self._activities.get(name)
        said = retold(activity) if activity else MISSING
        return Cited("activities" if activity else "", said, name)

    def _name(self, run: Bound | Cited) -> str:
        if isinstance(run, Cited):
            return run.name
        figure = self._book.figure(run.code)
        label = Told(run.code, run.aspect).label
        return f"{figure.name if figure else run.code}{f'（{label}）' if label else ''}"


def in_order(items: Sequence[Item], keys: Sequence[str]) -> list[Item]:
    """Put items in an order; those that it does not name stay behind the one before them."""
    by_key = {item.key: item for item in items}
    ordered = [key for key in keys if key in by_key]
    before = ""
    for key in by_key:
        if key not in ordered:
            ordered.insert(ordered.index(before) + 1 if before else 0, key)
        before = key
    return [by_key[key] for key in ordered]


def _own(placed: Placed) -> Section:
    return Section(placed.heading or NEW, key=placed.key)
