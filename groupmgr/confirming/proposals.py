"""What a party wants changed: taken over by the reporting unit, or answered by a remark."""

from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.confirmation import deadline
from groupmgr.activities.labels import Confirmation, Measure
from groupmgr.activities.material import figure_words
from groupmgr.activities.models import Party
from groupmgr.activities.service import drafting
from groupmgr.activities.service.locking import refuse_closed
from groupmgr.confirming.answering import own_figures
from groupmgr.confirming.models import Answer, Invitation
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor

OBJECTIONS = {Confirmation.CORRECTED: "不采用更正", Confirmation.DISPUTED: "答复异议"}


def is_open(party: Party, answer: Answer) -> bool:
    """Tell whether the party still waits for what the reporting unit makes of its answer."""
    objects = party.confirmation in OBJECTIONS and answer.said is party.confirmation
    return objects and answer.taken_at is None and answer.replied_at is None


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
    if answer.said is not Confirmation.CORRECTED or not is_open(party, answer):
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


def reply(session: Session, actor: Actor, party: Party, answer: Answer, remark: str) -> None:
    """Leave the record as it is, tell the party why, and ask it again."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, party.activity)
    if not is_open(party, answer):
        raise RuleBroken("这个答复已经处理过")
    if not remark.strip():
        raise RuleBroken("请写明理由，对方会看到", "remark")
    refuse_closed(session, party.activity)
    before = journal.facts(party)
    deed = OBJECTIONS[party.confirmation]
    answer.reply, answer.replied_at = remark.strip(), now()
    party.confirmation = Confirmation.WAITING
    party.ask(deadline())
    letters = sa.update(Invitation).where(Invitation.party_id == party.id)
    session.execute(letters.values(asked_version=0))
    journal.record(session, actor, deed, party, before=before, reason=answer.reply)
