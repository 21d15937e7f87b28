"""What a party is shown, by its link or its account, and what happens to its answer."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr.activities.asked import by_party
from groupmgr.activities.labels import Confirmation, Measure
from groupmgr.activities.material import Change
from groupmgr.activities.models import Activity, Party, Stated
from groupmgr.activities.service import confirming, versions
from groupmgr.confirming.labels import LinkState
from groupmgr.confirming.models import Answer, Invitation
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.site import hashed
from groupmgr.policy import Actor

Figures = Mapping[Measure, Decimal | int | None]

BY_LINK = "（经确认链接）"
NAME_LENGTH = 40
# How many answers may be posted by one link in an hour.
TRIES = 20
# What a party is shown of the record before it answers.
QUESTION = (
    joinedload(Party.unit),
    joinedload(Party.activity).options(
        joinedload(Activity.owner),
        joinedload(Activity.training),
        selectinload(Activity.parties).joinedload(Party.unit),
        selectinload(Activity.figures).joinedload(Stated.party),
        selectinload(Activity.people),
    ),
)
SHOWN = (
    joinedload(Invitation.group),
    joinedload(Invitation.made_by),
    joinedload(Invitation.party).options(*QUESTION),
)


def find(session: Session, secret: str) -> Invitation | None:
    """Return the link of a secret with what its holder is shown, if there is one."""
    query = sa.select(Invitation).where(Invitation.token_hash == hashed(secret))
    return session.scalar(query.options(*SHOWN))


def changes(session: Session, party: Party) -> list[Change] | None:
    """Return what changed for a party since it last spoke; nothing where it sees all anew.

    What other parties state of their own is not told, nor are the people of others.
    """
    spoke_of = party.confirmed_version
    if spoke_of is None or spoke_of < 1 or spoke_of == party.activity.version:
        return None
    found = versions.changes_since(session, party.activity, spoke_of)
    return [one for one in found if _concerns(party, one.key)]


def _concerns(party: Party, key: str) -> bool:
    """Tell whether a fact is of the event, or of the party itself."""
    code, _, unit = key.partition("@")
    if key.startswith("person-") and code not in {one.value for one in Measure}:
        people = [one for one in party.activity.people if f"person-{one.name}" == key]
        return any(party.unit_id in (one.from_unit_id, one.to_unit_id) for one in people)
    return unit in ("", str(party.unit_id))


def own_figures(party: Party) -> dict[Measure, Decimal | None]:
    """Return what the record states of the party itself, measure by measure of its category."""
    held = {one.measure: one.value for one in party.activity.figures if one.party is party}
    return {one: held.get(one) for one in by_party(party.activity.category)}


def replied(session: Session, party: Party) -> str:
    """Return with what remark the reporting unit asks the party anew, if it is so."""
    if party.confirmation is not Confirmation.WAITING:
        return ""
    last = sa.select(Answer).where(Answer.party_id == party.id).order_by(Answer.id.desc()).limit(1)
    given = session.scalar(last)
    return given.reply if given is not None else ""


def answer_by_link(session: Session, invitation: Invitation, **given: Any) -> Answer:
    """Take the answer of whoever holds the link, which is used by it."""
    session.refresh(invitation, ["used_at", "revoked_at"], with_for_update=True)
    if invitation.state is not LinkState.OPEN:
        raise RuleBroken("这个链接不能再用来答复")
    return answer(session, _holder(invitation), invitation.party, **given)


def is_too_often(session: Session, invitation: Invitation) -> bool:
    """Count that an answer was posted; tell whether there were too many in an hour.

    It is counted in the row of the link, so that all processes count as one.
    """
    new_hour = sa.or_(
        Invitation.tries_since.is_(None), Invitation.tries_since < now() - dt.timedelta(hours=1)
    )
    counted = (
        sa.update(Invitation)
        .where(Invitation.id == invitation.id)
        .values(
            tries=sa.case((new_hour, 1), else_=Invitation.tries + 1),
            tries_since=sa.case((new_hour, now()), else_=Invitation.tries_since),
        )
        .returning(Invitation.tries)
        .execution_options(synchronize_session=False)
    )
    return session.execute(counted).scalar_one() > TRIES


def answer(
    session: Session,
    actor: Actor,
    party: Party,
    *,
    said: Confirmation,
    version: int,
    figures: Figures,
    remark: str,
    name: str,
    post: str,
) -> Answer:
    """Take what the actor says for its unit of the version that was read."""
    if version != party.activity.version:
        raise RuleBroken("这项活动刚被修改过，请核对现在的内容后再提交")
    if said is Confirmation.DISPUTED and not remark:
        raise RuleBroken("请写明有异议的原因", "remark")
    given = Answer(
        party_id=party.id,
        version=version,
        said=said,
        figures=_corrections(party, figures) if said is Confirmation.CORRECTED else {},
        remark=remark,
        name=name,
        post=post,
    )
    session.add(given)
    words = f"{given.signed}：{remark}" if remark else given.signed
    confirming.answer(session, actor, party, said, version=version, reason=words)
    links = sa.update(Invitation).where(Invitation.party_id == party.id)
    session.execute(links.values(used_at=now()))
    session.flush()
    return given


def _corrections(party: Party, figures: Figures) -> dict[str, str | None]:
    held = own_figures(party)
    changed = {one: value for one, value in figures.items() if value != held[one]}
    if not changed:
        raise RuleBroken("请改动有出入的数据；数据都对就选“确认”，其他不符选“有异议”", "said")
    return {one.value: None if value is None else str(value) for one, value in changed.items()}


def _holder(invitation: Invitation) -> Actor:
    """Return whoever holds the link, as one who speaks for the unit alone."""
    unit = invitation.party.unit
    name = unit.name[: NAME_LENGTH - len(BY_LINK)] + BY_LINK
    return Actor.speaking_for(name, invitation.group_id, unit.id)
