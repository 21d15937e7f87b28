"""How well the evidence proves a record, by a rule of the product's own.

In SQL for figures and lists, in Python for a record at hand; a test holds both equal.
"""

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from groupmgr.activities.labels import Measure
from groupmgr.activities.models import Activity, Evidence, Stated
from groupmgr.kernel.labels import Label


class Strength(Label):
    """佐证强度: what of a record is proved by files; a link may lead nowhere tomorrow."""

    A = "a", "A 佐证齐全"
    B = "b", "B 部分数据缺佐证"
    C = "c", "C 没有文件佐证"


RULE = {
    Strength.A: "有文件佐证，填报的每项数据都有证明它的文件",
    Strength.B: "有文件佐证，但有数据没有证明它的文件",
    Strength.C: "没有文件，只有链接或什么也没有",
}


def of(activity: Activity) -> Strength:
    """Return the strength of a record loaded with its evidence and figures."""
    if not any(one.url is None for one in activity.evidence):
        return Strength.C
    return Strength.B if unproved(activity) else Strength.A


def unproved(activity: Activity) -> list[Measure]:
    """Return the measures that the record states and no file proves."""
    proved = {one.measure for one in activity.evidence if one.url is None}
    return list(dict.fromkeys(f.measure for f in activity.figures if f.measure not in proved))


def is_(strength: Strength) -> sa.ColumnElement[bool]:
    """Match the activities of a strength."""
    stated, proof, file = aliased(Stated), aliased(Evidence), aliased(Evidence)
    of_measure = sa.exists().where(
        proof.activity_id == stated.activity_id,
        proof.measure == stated.measure,
        proof.file_id.is_not(None),
    )
    bare = sa.exists().where(stated.activity_id == Activity.id, ~of_measure)
    filed = sa.exists().where(file.activity_id == Activity.id, file.file_id.is_not(None))
    return {
        Strength.A: sa.and_(filed, ~bare),
        Strength.B: sa.and_(filed, bare),
        Strength.C: ~filed,
    }[strength]
