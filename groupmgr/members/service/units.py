"""What is known of a unit itself, once for all its groups."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members import credit_code
from groupmgr.members.models import FormerName, Unit
from groupmgr.policy import Action, Actor

SHORTEST_NAME = 4


def edit(session: Session, actor: Actor, unit: Unit, facts: Mapping[str, Any]) -> Unit:
    """Revise what is known of a unit; its name changes by `naming.rename` alone."""
    policy.require_on(session, actor, Action.UNIT_EDIT, unit)
    before = journal.facts(unit)
    take(session, unit, facts)
    journal.record(session, actor, "修改单位资料", unit, before=before)
    return unit


def take(session: Session, unit: Unit, facts: Mapping[str, Any]) -> None:
    """Put checked facts into a unit; raise `RuleBroken` at the field that is wrong."""
    wanted = dict(facts)
    if "uscc" in wanted:
        wanted["uscc"] = _code(session, unit, wanted["uscc"])
    if not wanted.get("uscc", unit.uscc) and not wanted.get("no_uscc_reason", unit.no_uscc_reason):
        raise RuleBroken("请填统一社会信用代码；确实没有的，请写明原因", "uscc")
    if wanted.get("uscc"):
        wanted["no_uscc_reason"] = ""
    for name, value in wanted.items():
        if getattr(unit, name) != value:
            setattr(unit, name, value)


def clean_name(typed: str) -> str:
    """Return a name as it is stored: no spaces, half-width letters and digits, Chinese brackets."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", typed))
    return plain.translate(str.maketrans("(),;:", "（），；："))


def free_name(session: Session, unit: Unit, typed: str) -> str:
    """Return a new name in the form that is stored, unless it is no name or another unit's."""
    name = clean_name(typed)
    if len(name) < SHORTEST_NAME or name.isascii():
        raise RuleBroken(f"“{name}”不像单位全称，请按证照填写", "name")
    if session.scalar(sa.select(Unit.id).where(Unit.name == name, Unit.id != (unit.id or 0))):
        raise RuleBroken(f"已有单位叫“{name}”，请从成员单位中查找", "name")
    return name


def known(session: Session, code: str | None, name: str) -> Unit | None:
    """Return the unit of a code, or where that is unknown of a name that it has or had."""
    if code and (unit := session.scalar(sa.select(Unit).where(Unit.uscc == code))):
        return unit
    called = sa.or_(Unit.name == name, Unit.former_names.any(FormerName.name == name))
    return session.scalars(sa.select(Unit).where(called).order_by(Unit.id)).first()


def doubts(unit: Unit) -> list[str]:
    """Return what is unusual about a unit's code."""
    return credit_code.doubts(unit.uscc, unit.kind, unit.ownership) if unit.uscc else []


def _code(session: Session, unit: Unit, typed: str | None) -> str | None:
    code = credit_code.normalised(typed or "")
    if not code:
        return None
    if fault := credit_code.fault(code):
        raise RuleBroken(fault, "uscc")
    other = sa.select(Unit.name).where(Unit.uscc == code, Unit.id != (unit.id or 0))
    if name := session.scalar(other):
        raise RuleBroken(f"这个代码已登记为“{name}”", "uscc")
    return code
