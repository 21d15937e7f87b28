"""What an applicant does, without an account: hand in an application, and correct it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr.admission import letters
from groupmgr.admission.links import PURPOSE
from groupmgr.admission.models import Application
from groupmgr.admission.workflow import FLOW, Step
from groupmgr.files.models import StoredFile
from groupmgr.groups.models import Group
from groupmgr.journal import locks
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.site import Site, hashed, new_salt
from groupmgr.kernel.text import holds_id_number
from groupmgr.mail.letter import address as checked_address
from groupmgr.members import credit_code
from groupmgr.members.labels import MembershipState
from groupmgr.members.models import Membership, Unit
from groupmgr.members.service.people import clean_phone
from groupmgr.members.service.units import SHORTEST_NAME, clean_name
from groupmgr.policy import Actor

BY_LINK = "（申请单位）"
NAME_LENGTH = 40
# More than a group can get in an hour unless somebody floods it.
MOST_AN_HOUR = 30


def open_group(session: Session, code: str) -> Group | None:
    """Return the group of a code if it takes applications."""
    return session.scalar(sa.select(Group).where(Group.code == code, Group.takes_applications))


def find(session: Session, secret: str) -> Application | None:
    """Return the application of a secret with what its holder is shown."""
    query = sa.select(Application).where(Application.token_hash == hashed(secret))
    shown = joinedload(Application.group), joinedload(Application.resolution)
    return session.scalar(query.options(*shown))


def apply(
    session: Session,
    group: Group,
    site: Site,
    facts: Mapping[str, Any],
    letter: tuple[StoredFile, str] | None,
) -> Application:
    """Take an application; of one credit code only one is open in a group."""
    # One after the other, so that of two who apply at once one is told.
    locks.in_turn(session)
    _refuse_flood(session, group)
    salt = new_salt()
    one = Application(
        group_id=group.id,
        applied_on=today(),
        salt=salt,
        site=site.address,
        token_hash=hashed(site.made(PURPOSE, salt)),
    )
    _take(one, facts, letter)
    _refuse_known(session, one)
    session.add(one)
    journal.record(session, applicant(one), "提交入会申请", one)
    letters.send(session, applicant(one), one)
    return one


def correct(
    session: Session,
    application: Application,
    facts: Mapping[str, Any],
    letter: tuple[StoredFile, str] | None,
) -> Application:
    """Take what was put right in an application that was returned."""
    before = journal.facts(application)
    application.state = FLOW.after(application.state, Step.RESUBMIT)
    _take(application, facts, letter)
    _refuse_known(session, application)
    journal.record(session, applicant(application), Step.RESUBMIT.label, application, before=before)
    return application


def applicant(application: Application) -> Actor:
    """Return whoever holds the link, as the journal names one."""
    name = application.name[: NAME_LENGTH - len(BY_LINK)] + BY_LINK
    return Actor(0, name, frozenset(), application.group_id)


def _take(
    one: Application, facts: Mapping[str, Any], letter: tuple[StoredFile, str] | None
) -> None:
    for key, value in (dict(facts) | _checked(facts)).items():
        setattr(one, key, value)
    if letter is not None:
        one.letter_id, one.letter_name = letter[0].id, letter[1][-120:]


def _checked(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that are stored otherwise than typed; refuse what is wrong at its field."""
    name, code = clean_name(facts["name"]), credit_code.normalised(facts["uscc"])
    if len(name) < SHORTEST_NAME or name.isascii():
        raise RuleBroken(f"“{name}”不像单位全称，请按证照填写", "name")
    if fault := credit_code.fault(code):
        raise RuleBroken(fault, "uscc")
    if facts.get("email"):
        checked_address(facts["email"], field="email")
    if holds_id_number(facts.get("statement") or ""):
        raise RuleBroken("请删去身份证号，申请不需要它", "statement")
    return {"name": name, "uscc": code, "phone": clean_phone(facts["phone"], "phone")}


def _refuse_known(session: Session, one: Application) -> None:
    member = sa.exists().where(
        Unit.uscc == one.uscc,
        Membership.unit_id == Unit.id,
        Membership.group_id == one.group_id,
        Membership.ended_on.is_(None),
    )
    with session.no_autoflush:
        if session.scalar(sa.select(member)):
            raise RuleBroken("贵单位已是本集团成员，不用再申请", "uscc")
        others = sa.exists().where(
            Application.group_id == one.group_id,
            Application.uscc == one.uscc,
            Application.closed_at.is_(None),
            Application.id != (one.id or 0),
        )
        if session.scalar(sa.select(others)):
            told = "这个代码已有一份在办的申请；请用提交时得到的链接查看，或联系集团秘书处"
            raise RuleBroken(told, "uscc")


def _refuse_flood(session: Session, group: Group) -> None:
    lately = sa.select(sa.func.count(Application.id)).where(
        Application.group_id == group.id,
        Application.state == MembershipState.SUBMITTED,
        Application.created_at > now() - dt.timedelta(hours=1),
    )
    if (session.scalar(lately) or 0) >= MOST_AN_HOUR:
        raise RuleBroken("刚才收到的申请太多，请一小时后再提交，或联系集团秘书处")
