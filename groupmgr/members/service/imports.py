"""Enter the members of a spreadsheet: every row gets an answer, and is done whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.labels import Label
from groupmgr.members.import_columns import HEADINGS, LABELS, Row, understood
from groupmgr.members.labels import Rank
from groupmgr.members.models import Membership, Unit
from groupmgr.members.service import import_match, liaisons, memberships, units
from groupmgr.members.service.import_match import Known
from groupmgr.members.service.liaisons import Contact
from groupmgr.policy import Action, Actor
from groupmgr.tables.answers import Answer, Imported, Outcome
from groupmgr.tables.reader import read

MOST_ROWS = 2_000
OF_UNIT = ("kind", "ownership", "region", "address", "uscc")
NEEDED_OF_UNIT = ("kind", "joined_on")
NEEDED_OF_MEMBER = ("joined_on",)


def import_members(session: Session, actor: Actor, file_name: str, content: bytes) -> Imported:
    """Enter or revise the members of a file; the caller commits, or rolls back for a trial.

    Raise `RuleBroken` where the file as a whole cannot be read.
    """
    policy.require(actor, Action.MEMBER_EDIT)
    table = read(file_name, content, HEADINGS, MOST_ROWS)
    entry = _Entry(session, actor, import_match.known(session, actor))
    answers = [Answer(line, *entry.answer(line.number, understood(line))) for line in table.lines]
    return Imported(table.headings, answers)


@dataclass(frozen=True, slots=True)
class _Entry:
    """The work on one file."""

    session: Session
    actor: Actor
    known: Known

    def answer(self, number: int, row: Row) -> tuple[str, Outcome, str]:
        """Enter one row, or leave everything as it was and say why."""
        if row.faults:
            return row.name, Outcome.REFUSED, "；".join(row.faults)
        try:
            with self.session.begin_nested():
                unit, membership, outcome, words = self._enter(row)
        except RuleBroken as broken:
            return row.name, Outcome.REFUSED, str(broken)
        self.known.meet(unit, membership, number)
        return unit.name, outcome, "；".join(words)

    def _enter(self, row: Row) -> tuple[Unit, Membership, Outcome, list[str]]:
        unit = self.known.find(row)
        if unit is None:
            return self._register(row.facts)
        membership = self.known.memberships.get(unit.id)
        if membership is None:
            _need(row.facts, NEEDED_OF_MEMBER)
            rank = row.facts.get("rank", Rank.MEMBER)
            joined_on = row.facts["joined_on"]
            membership = memberships.join(self.session, self.actor, unit, rank, joined_on)
            words = ["单位已有登记，加入本集团", *self._revise(membership, unit, row.facts)]
            return unit, membership, Outcome.NEW, words
        words = self._revise(membership, unit, row.facts)
        return unit, membership, Outcome.CHANGED if words else Outcome.UNCHANGED, words

    def _register(self, facts: Mapping[str, Any]) -> tuple[Unit, Membership, Outcome, list[str]]:
        _need(facts, NEEDED_OF_UNIT)
        wanted = {"rank": Rank.MEMBER, **facts}
        membership = memberships.register(self.session, self.actor, wanted)
        unit = self.session.get_one(Unit, membership.unit_id)
        return unit, membership, Outcome.NEW, units.doubts(unit)

    def _revise(self, membership: Membership, unit: Unit, facts: Mapping[str, Any]) -> list[str]:
        """Take over what differs; return in words what was changed."""
        return [
            *self._revise_unit(unit, facts),
            *self._revise_membership(membership, facts),
            *self._revise_contact(membership, facts),
        ]

    def _revise_unit(self, unit: Unit, facts: Mapping[str, Any]) -> list[str]:
        new = {k: facts[k] for k in OF_UNIT if k in facts and facts[k] != getattr(unit, k)}
        if new:
            units.edit(self.session, self.actor, unit, new)
        return [f"{LABELS[key]}改为“{_shown(value)}”" for key, value in new.items()]

    def _revise_membership(self, membership: Membership, facts: Mapping[str, Any]) -> list[str]:
        words = []
        rank = facts.get("rank", membership.rank)
        if rank is not membership.rank:
            memberships.change_rank(self.session, self.actor, membership, rank, today())
            words.append(f"自今天起成员级别改为“{rank.label}”")
        joined_on = facts.get("joined_on", membership.joined_on)
        if joined_on != membership.joined_on:
            memberships.correct_joined_on(self.session, self.actor, membership, joined_on)
            words.append(f"加入日期改为 {joined_on}")
        return words

    def _revise_contact(self, membership: Membership, facts: Mapping[str, Any]) -> list[str]:
        name, phone = facts.get("liaison_name"), facts.get("liaison_phone")
        held = self.known.liaisons.get(membership.id)
        same = held and held.person.name == name and phone in (None, held.person.phone)
        if not name or same:
            return []
        since = today() if held else membership.joined_on or today()
        liaisons.hand_over(self.session, self.actor, membership, Contact(name, phone, since))
        return [f"联络员改为“{name}”"]


def _need(facts: Mapping[str, Any], keys: Sequence[str]) -> None:
    missing = [LABELS[key] for key in keys if key not in facts]
    if missing:
        raise RuleBroken(f"新加入的单位要填{'、'.join(missing)}")


def _shown(value: Any) -> str:
    return value.label if isinstance(value, Label) else str(value)
