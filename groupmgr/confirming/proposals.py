"""The figures that a party says are right: shown to the reporting unit, and taken over."""

from decimal import Decimal

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import Confirmation, Measure
from groupmgr.activities.material import figure_words
from groupmgr.activities.models import Party
from groupmgr.activities.service import drafting
from groupmgr.activities.service.locking import refuse_closed
from groupmgr.confirming.answering import own_figures
from groupmgr.confirming.models import Answer
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor


def is_open(party: Party, answer: Answer) -> bool:
    """Tell whether the party still waits for its figures to be taken over."""
    return party.confirmation is Confirmation.CORRECTED and answer.taken_at is None


def words(party: Party, answer: Answer) -> list[str]:
    """Return the proposal in words, against the record as it now is: 派出教师 2 人 → 3 人."""
    held = own_figures(party)
    lines = []
    for code, value in answer.figures.items():
        measure = Measure.of_code(code)
        was, is_now = (
            "未报" if one is None else figure_words(measure, Decimal(one))
            for one in (held.get(measure), value)
        )
        lines.append(f"{measure.label} {was} → {is_now}")
    return lines


def take(session: Session, actor: Actor, party: Party, answer: Answer) -> None:
    """Put the figures of the party into the record, and wait for it to confirm the new version."""
    activity = party.activity
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, activity)
    if not is_open(party, answer):
        raise RuleBroken("这条更正已经处理过")
    refuse_closed(session, activity)
    figures: dict[tuple[Measure, int | None], Decimal | None] = {
        (one.measure, one.party.unit_id if one.party else None): one.value
        for one in activity.figures
    }
    for code, value in answer.figures.items():
        key = (Measure.of_code(code), party.unit_id)
        figures[key] = None if value is None else Decimal(value)
    before = journal.facts(party)
    party.confirmation, answer.taken_at = Confirmation.WAITING, now()
    drafting.save(session, actor, activity, {"figures": figures})
    journal.record(session, actor, "采用更正", party, before=before)
