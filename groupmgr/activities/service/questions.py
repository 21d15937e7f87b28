"""What in figures and people asks for a second look, beside the records of before.

They are questions to the writer and to the reviewer, never a refusal.
"""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from groupmgr.activities.details import Seconded
from groupmgr.activities.labels import ActivityState, Category, Question
from groupmgr.activities.material import figure_words
from groupmgr.activities.models import Activity, Stated
from groupmgr.activities.service.checking import Check, product

# So many times the most that a unit stated in the year before is an outlier.
OUTLIER = 10
Found = tuple[int, Check]


def questions(session: Session, activities: Sequence[Activity]) -> dict[int, list[Check]]:
    """Return what to ask of each of these records, in two queries."""
    keys = [one.id for one in activities]
    asked: dict[int, list[Check]] = {key: [] for key in keys}
    for key, check in (*_outliers(session, keys), *_overlaps(session, keys)):
        asked[key].append(check)
    return asked


def of_writer(session: Session, activity: Activity) -> list[Check]:
    """Return what to ask whoever writes a record, loaded as a whole."""
    doubts = [check for check in product(activity) if not check.fine]
    return [*doubts, *questions(session, [activity])[activity.id]]


def _outliers(session: Session, keys: Sequence[int]) -> Iterator[Found]:
    """Hold figures against the largest of the unit in the same category, the year before."""
    before, then = aliased(Activity), aliased(Stated)
    largest = (
        sa.select(sa.func.max(then.value))
        .join(before, before.id == then.activity_id)
        .where(
            before.owner_unit_id == Activity.owner_unit_id,
            before.category == Activity.category,
            before.state == ActivityState.SUBMITTED,
            sa.extract("year", before.ends_on) == sa.extract("year", Activity.ends_on) - 1,
            then.measure == Stated.measure,
            then.party_id.is_(None),
        )
        .correlate(Activity, Stated)
        .scalar_subquery()
    )
    query = (
        sa.select(Activity.id, Stated.measure, Stated.value, largest)
        .join(Stated, Stated.activity_id == Activity.id)
        .where(Activity.id.in_(keys), Stated.party_id.is_(None))
        .order_by(Activity.id, Stated.id)
    )
    for key, measure, value, most in session.execute(query):
        if most and value >= OUTLIER * most:
            words = f"{measure.label} {figure_words(measure, value)}，"
            words += f"上年同类最多 {figure_words(measure, most)}，请再看一眼"
            yield key, Check(False, words, Question.FIGURES)


def _overlaps(session: Session, keys: Sequence[int]) -> Iterator[Found]:
    """Find the teachers whose days of practice another record, or another row, names too."""
    other, its = aliased(Seconded), aliased(Activity)
    practice = Category.TEACHER_PRACTICE
    query = (
        sa.select(Activity.id, Seconded.name, its.id, its.ends_on)
        .join(Seconded, Seconded.activity_id == Activity.id)
        .join(
            other,
            sa.and_(
                other.name == Seconded.name,
                other.from_unit_id == Seconded.from_unit_id,
                other.id != Seconded.id,
                other.since <= Seconded.until,
                other.until >= Seconded.since,
            ),
        )
        .join(its, its.id == other.activity_id)
        .where(
            Activity.id.in_(keys),
            Activity.category == practice,
            its.category == practice,
            its.state != ActivityState.VOID,
        )
        .order_by(Activity.id, Seconded.name, its.id)
        .distinct()
    )
    for key, name, other_key, ends_on in session.execute(query):
        where = "本记录的另一行" if key == other_key else f"HD-{ends_on.year}-{other_key:05d}"
        words = f"{name}的实践日期与{where}有重合，重合的天数只计一次"
        yield key, Check(False, words, Question.PEOPLE)
