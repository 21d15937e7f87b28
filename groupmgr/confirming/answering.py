"""What the holder of a link is shown, and what happens to the answer."""

from collections.abc import Mapping
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr.accounts.service import hashed
from groupmgr.activities.asked import by_party
from groupmgr.activities.labels import Confirmation, Measure
from groupmgr.activities.material import Change
from groupmgr.activities.models import Activity, Party, Stated
from groupmgr.activities.service import confirming, versions
from groupmgr.confirming.labels import LinkState
from groupmgr.confirming.models import Answer, Invitation
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Actor, Role

Figures = Mapping[Measure, Decimal | int | None]

BY_LINK = "（经确认链接）"
NAME_LENGTH = 40
SHOWN = (
    joinedload(Invitation.group),
    joinedload(Invitation.made_by),
    joinedload(Invitation.party).options(
        joinedload(Party.unit),
        joinedload(Party.activity).options(
            joinedload(Activity.owner),
            selectinload(Activity.parties).joinedload(Party.unit),
            selectinload(Activity.figures).joinedload(Stated.party),
        ),
    ),
)


def find(session: Session, secret: str) -> Invitation | None:
    """Return the link of a secret with what its holder is shown, if there is one."""
    query = sa.select(Invitation).where(Invitation.token_hash == hashed(secret))
    return session.scalar(query.options(*SHOWN))


def changes(session: Session, party: Party) -> list[Change] | None:
    """Return what changed for a party since it last spoke; nothing where it sees all anew.

    What other parties state of their own is not told.
    """
    spoke_of = party.confirmed_version
    if spoke_of is None or spoke_of == party.activity.version:
        return None
    found = versions.changes_since(session, party.activity, spoke_of)
    own = f"@{party.unit_id}"
    return [one for one in found if "@" not in one.key or one.key.endswith(own)]


def own_figures(party: Party) -> dict[Measure, Decimal | None]:
    """Return what the record states of the party itself, measure by measure of its category."""
    held = {one.measure: one.value for one in party.activity.figures if one.party is party}
    return {one: held.get(one) for one in by_party(party.activity.category)}


def answer(
    session: Session,
    invitation: Invitation,
    *,
    said: Confirmation,
    version: int,
    figures: Figures,
    remark: str,
    name: str,
    post: str,
) -> Answer:
    """Take the answer of the holder to the version that was read; the link is used by it."""
    session.refresh(invitation, ["used_at", "revoked_at"], with_for_update=True)
    party = invitation.party
    if invitation.state is not LinkState.OPEN:
        raise RuleBroken("这个链接不能再用来答复")
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
    confirming.answer(session, _holder(invitation), party, said, version=version, reason=words)
    invitation.used_at = now()
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
    roles = frozenset({Role.UNIT_CLERK})
    return Actor(0, name, roles, invitation.group_id, frozenset({unit.id}))
