"""How strictly an activity is proved: the one place that says what each reading asks for."""

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from groupmgr.activities import strength
from groupmgr.activities.labels import Confirmation
from groupmgr.activities.models import Activity, Party
from groupmgr.kernel.period import Reading

WORDS = {
    Reading.APPROVED: "本集团已按现行版本审核通过。",
    Reading.CONFIRMED: "本集团已审核通过，且填报单位以外的各方都已确认现行版本或无需确认。",
    Reading.EVIDENCED: f"本集团已审核通过，且佐证为 A 级：{strength.RULE[strength.Strength.A]}。",
}


def proved(reading: Reading) -> sa.ColumnElement[bool]:
    """Match the activities that are proved as the reading asks; approval is asked elsewhere."""
    return {
        Reading.APPROVED: sa.true,
        Reading.CONFIRMED: confirmed,
        Reading.EVIDENCED: evidenced,
    }[reading]()


def confirmed() -> sa.ColumnElement[bool]:
    """Match the activities that every party but the owner confirmed as they now stand."""
    party = aliased(Party)
    open_question = sa.exists().where(
        party.activity_id == Activity.id,
        party.unit_id != Activity.owner_unit_id,
        party.confirmation != Confirmation.NOT_NEEDED,
        sa.or_(
            party.confirmation != Confirmation.CONFIRMED,
            party.confirmed_version.is_distinct_from(Activity.version),
        ),
    )
    return ~open_question


def evidenced() -> sa.ColumnElement[bool]:
    """Match the activities whose evidence has strength A."""
    return strength.is_(strength.Strength.A)
