"""What the lists of bases, studios, projects and agreements have in common.

Each of these tables has an owning unit, parties and a credit for every group.
"""

from typing import Any

import sqlalchemy as sa

from groupmgr.kernel.credit import Decision
from groupmgr.kernel.text import contains
from groupmgr.members import crediting
from groupmgr.members.models import Unit as MemberUnit
from groupmgr.web.access import actor
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Clause, Condition, Flag, Unit, Words
from groupmgr.web.listing import View


def search(table: Any, placeholder: str) -> Words:
    """Search the names of the records, and of the units that keep or share them."""
    return Words(
        "q", "搜索", (table.name, table.pinyin), placeholder, also=lambda word: _named(table, word)
    )


def unit_conditions(table: Any) -> tuple[Condition, ...]:
    """Narrow a list to the records of one unit, or of the person's own."""
    return (
        Unit("unit", "单位", lambda unit_id: _takes_part(table, unit_id)),
        Flag(
            "own",
            "只看本单位",
            lambda: table.of_units(actor().unit_ids),
            asked=lambda: bool(actor().unit_ids),
        ),
    )


def decision_column() -> Column:
    """Return the column of what the open group decided on the record."""
    return Column("decision", "本集团审核", _decision, status=True)


def decision_views(table: Any) -> tuple[View, ...]:
    """Tabs by what the open group decided."""
    return (
        View("waiting", "待审核", lambda: _decided(table, Decision.WAITING)),
        View("approved", "已通过", lambda: _decided(table, Decision.APPROVED)),
        View("returned", "已退回", lambda: _decided(table, Decision.RETURNED)),
    )


def _parts(table: Any) -> Any:
    return table.parties.property.mapper.class_


def _takes_part(table: Any, unit_id: int) -> Clause:
    return sa.or_(table.owner_unit_id == unit_id, table.parties.any(unit_id=unit_id))


def _named(table: Any, word: str) -> Clause:
    named = sa.or_(contains(MemberUnit.name, word), MemberUnit.initials.startswith(word.lower()))
    return sa.or_(table.owner.has(named), table.parties.any(_parts(table).unit.has(named)))


def _decided(table: Any, decision: Decision) -> Clause:
    return sa.type_coerce(
        table.credits.any(group_id=actor().group_id, decision=decision), sa.Boolean
    )


def _decision(record: Any) -> Decision | None:
    credit = crediting.of_group(record, actor().group_id)
    return credit.decision if credit else None
