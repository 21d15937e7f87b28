"""How strictly an activity is proved: the one place that says what each reading asks for."""

import sqlalchemy as sa
from sqlalchemy.orm import aliased

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
    """Match the activities with evidence, and with evidence of every measure they state."""
    stated, proof, any_proof = aliased(Stated), aliased(Evidence), aliased(Evidence)
    of_measure = sa.exists().where(
        proof.activity_id == stated.activity_id, proof.measure == stated.measure
    )
    bare = sa.exists().where(stated.activity_id == Activity.id, ~of_measure)
    return sa.and_(sa.exists().where(any_proof.activity_id == Activity.id), ~bare)
