"""Enter the activities of a spreadsheet: every row gets an answer, whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities import import_details
from groupmgr.activities.import_columns import HEADINGS, Row, understood
from groupmgr.activities.labels import ActivityState, PartyRole
from groupmgr.activities.models import Activity
from groupmgr.activities.service import deciding, drafting, locking, offering, versions
from groupmgr.activities.service.loading import WHOLE
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.members.models import FormerName, Unit
from groupmgr.policy import Action, Actor, Role
from groupmgr.tables.answers import Answer, Imported, Outcome
from groupmgr.tables.reader import read

MOST_ROWS = 5_000
COLUMNS = ("title", "category", "starts_on", "ends_on", "place", "summary")


def import_activities(
    session: Session, actor: Actor, file_name: str, content: bytes, *, as_approved: bool = False
) -> Imported:
    """Enter the activities of a file as drafts; the caller commits, or rolls back for a trial.

    With `as_approved`, for a system administrator's first load of past years,
    they count in the group at once, without evidence. Raise `RuleBroken` where
    the file as a whole cannot be read.
    """
    policy.require(actor, Action.ACTIVITY_EDIT)
    if as_approved and Role.SYSTEM not in actor.roles:
        raise NotAllowed("只有系统管理员可以导入为已通过")
    table = read(file_name, content, HEADINGS, MOST_ROWS)
    entry = _Entry(session, actor, _units(session), as_approved)
    answers = [Answer(line, *entry.answer(understood(line))) for line in table.lines]
    return Imported(table.headings, answers)


@dataclass(frozen=True, slots=True)
class _Entry:
    """The work on one file."""

    session: Session
    actor: Actor
    units: Mapping[str, int]
    as_approved: bool

    def answer(self, row: Row) -> tuple[str, Outcome, str]:
        """Enter one row, or leave everything as it was and say why."""
        if row.faults:
            return row.name, Outcome.REFUSED, "；".join(row.faults)
        try:
            with self.session.begin_nested():
                return row.name, *self._enter(row)
        except RuleBroken as broken:
            return row.name, Outcome.REFUSED, str(broken)

    def _enter(self, row: Row) -> tuple[Outcome, str]:
        owner, facts = self._unit(row.facts["host"]), self._facts(row)
        policy.require_for(self.actor, Action.ACTIVITY_EDIT, owner)
        known = self._known(owner, row)
        if known is None:
            made = drafting.start(self.session, self.actor, owner, facts)
            if self.as_approved:
                self._approve(made)
            return Outcome.NEW, "" if self.as_approved else "存为草稿，补充佐证后提交"
        if not _differs(known, facts):
            return Outcome.UNCHANGED, ""
        if known.state is not ActivityState.DRAFT:
            raise RuleBroken(f"{known.number} {known.state.label}，与表中不同，请在页面上修改")
        drafting.save(self.session, self.actor, known, facts)
        return Outcome.CHANGED, f"草稿 {known.number} 已按表中修改"

    def _facts(self, row: Row) -> dict[str, Any]:
        facts = {key: row.facts.get(key, "") for key in COLUMNS}
        if "media" in row.facts:
            facts["summary"] = f"{facts['summary']}\n媒体报道：{row.facts['media']}".strip()
        owner = self._unit(row.facts["host"])
        others = dict.fromkeys(self._unit(name) for name in row.facts.get("parties", ()))
        facts["parties"] = [
            {"unit_id": unit, "role": PartyRole.PARTICIPANT} for unit in others if unit != owner
        ]
        return facts | {"figures": row.figures()} | self._details(row, owner, [*others])

    def _details(self, row: Row, owner: int, others: list[int]) -> dict[str, Any]:
        """Return what only some categories ask; nothing of what the row does not name."""
        said = row.facts
        sender = self._unit(said["from_unit"]) if "from_unit" in said else owner
        partners = [unit for unit in others if unit != sender] or [owner]
        host = self._unit(said["to_unit"]) if "to_unit" in said else partners[0]
        details = {
            "audiences": said.get("audiences"),
            "training": import_details.training_of(said),
            "people": import_details.people_of(said, (sender, host if host != sender else None)),
        }
        return {name: value for name, value in details.items() if value}

    def _unit(self, name: str) -> int:
        if name not in self.units:
            raise RuleBroken(f"没有登记的单位：“{name}”，请先登记或核对全称")
        return self.units[name]

    def _known(self, owner: int, row: Row) -> Activity | None:
        query = sa.select(Activity).where(
            Activity.owner_unit_id == owner,
            Activity.title == row.facts["title"],
            Activity.ends_on == row.facts["ends_on"],
            Activity.state != ActivityState.VOID,
            policy.visible(self.actor, Action.ACTIVITY_EDIT, Activity),
        )
        return self.session.scalar(query.options(*WHOLE).limit(1))

    def _approve(self, activity: Activity) -> None:
        """Let it count in this group alone, and say in the journal that nobody reviewed it."""
        if activity.ends_on > today():
            raise RuleBroken("活动还没有结束，不能计入")
        offering.offer(self.session, activity, [self.actor.group_id])
        locking.refuse_closed(self.session, activity)
        before = journal.facts(activity)
        activity.state, activity.submitted_on = ActivityState.SUBMITTED, today()
        versions.settle(self.session, self.actor, activity)
        credit = deciding.credit_in(activity, self.actor.group_id)
        credit.decision, credit.decided_version = Decision.APPROVED, activity.version
        credit.decided_at, credit.reason = now(), "往年资料导入，未经逐条审核"
        deed = "导入往年活动并计入本集团"
        journal.record(self.session, self.actor, deed, activity, before=before)


def _units(session: Session) -> dict[str, int]:
    """Return every unit by the names it has, had, and is called in short."""
    former = session.execute(sa.select(FormerName.name, FormerName.unit_id))
    named = session.execute(sa.select(Unit.name, Unit.short_name, Unit.id)).all()
    names = {one.name: one.unit_id for one in former}
    names |= {short: unit_id for _, short, unit_id in named if short}
    return names | {name: unit_id for name, _, unit_id in named}


def _differs(activity: Activity, facts: Mapping[str, Any]) -> bool:
    """Tell whether a row says anything else than the record."""
    parties = {one.unit_id for one in activity.parties} - {activity.owner_unit_id}
    figures = {
        (one.measure, one.party and one.party.unit_id): one.value for one in activity.figures
    }
    return (
        any(getattr(activity, key) != facts[key] for key in COLUMNS)
        or parties != {row["unit_id"] for row in facts["parties"]}
        or any(figures.get(key) != value for key, value in facts["figures"].items())
        or _details_differ(activity, facts)
    )


def _details_differ(activity: Activity, facts: Mapping[str, Any]) -> bool:
    wanted, held = facts.get("people", []), activity.people if "people" in facts else []
    people = [[getattr(one, key) for key in row] for one, row in zip(held, wanted, strict=False)]
    training = facts.get("training", {}).items()
    audiences = {one.audience for one in activity.audiences}
    return (
        len(held) != len(wanted)
        or people != [list(row.values()) for row in wanted]
        or any(getattr(activity.training, key, None) != value for key, value in training)
        or audiences != set(facts.get("audiences", audiences))
    )
