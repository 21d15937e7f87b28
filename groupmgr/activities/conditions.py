"""How strictly an activity is proved: the one place that says what each reading asks for."""

import sqlalchemy as sa

from groupmgr.activities.labels import Confirmation
from groupmgr.activities.models import Activity, Evidence, Party, Stated
from groupmgr.kernel.period import Reading

WORDS = {
    Reading.APPROVED: "本集团已按现行版本审核通过。",
    Reading.CONFIRMED: "本集团已审核通过，且填报单位以外的各方都已确认现行版本或无需确认。",
    Reading.EVIDENCED: "本集团已审核通过，且至少有一份佐证，填报的每项数据都有对应的佐证。",
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
    open_question = sa.exists().where(
        Party.activity_id == Activity.id,
        Party.unit_id != Activity.owner_unit_id,
        Party.confirmation != Confirmation.NOT_NEEDED,
        sa.or_(
            Party.confirmation != Confirmation.CONFIRMED,
            Party.confirmed_version.is_distinct_from(Activity.version),
        ),
    )
    return ~open_question


def evidenced() -> sa.ColumnElement[bool]:
    """Match the activities with evidence, and with evidence of every measure they state."""
    bare = sa.exists().where(
        Stated.activity_id == Activity.id,
        ~sa.exists().where(
            Evidence.activity_id == Stated.activity_id, Evidence.measure == Stated.measure
        ),
    )
    return sa.and_(sa.exists().where(Evidence.activity_id == Activity.id), ~bare)
