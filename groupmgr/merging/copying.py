"""Put copies of the rows of one record into another; the first keeps its own."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import sqlalchemy as sa

from groupmgr.activities.asked import MEASURES
from groupmgr.activities.details import Seconded
from groupmgr.activities.models import Activity, Evidence, MediaReport
from groupmgr.kernel.base import Record

R = TypeVar("R", bound=Record)
# What belongs to the row alone.
_OWN = {"id", "activity_id", "created_at", "changed_at"}


def values(row: Record) -> dict[str, Any]:
    """Return what a row says, without what belongs to it alone."""
    columns = (column.key for column in sa.inspect(type(row)).column_attrs)
    return {key: getattr(row, key) for key in columns if key not in _OWN}


def copy(row: R) -> R:
    """Return a row that says the same."""
    return type(row)(**values(row))


def missing(held: Iterable[R], others: Iterable[R], key: Callable[[R], Any]) -> list[R]:
    """Return those of the others that nothing held is the same as."""
    known = {key(one) for one in held}
    return [one for one in others if key(one) not in known]


def new_evidence(kept: Activity, gone: Activity) -> list[Evidence]:
    """Return the evidence that one record has and the other lacks: file or link, and measure."""
    return missing(kept.evidence, gone.evidence, lambda one: (one.file_id, one.url, one.measure))


def evidence(kept: Activity, gone: Activity) -> None:
    """Copy the evidence; what proved a figure that the record does not ask for proves the whole."""
    for one in new_evidence(kept, gone):
        new = copy(one)
        if new.measure not in MEASURES[kept.category]:
            new.measure = None
        kept.evidence.append(new)


def rows(kept: Activity, gone: Activity) -> None:
    """Copy evidence, people, stories and what was said of the training, where they are missing."""
    evidence(kept, gone)
    kept.people.extend(copy(one) for one in new_people(kept, gone))
    kept.media.extend(copy(one) for one in new_media(kept, gone))
    if kept.training is None and gone.training is not None:
        kept.training = copy(gone.training)


def new_people(kept: Activity, gone: Activity) -> list[Seconded]:
    """Return the people whom only the record that goes names."""
    return missing(kept.people, gone.people, lambda one: (one.name, one.from_unit_id))


def new_media(kept: Activity, gone: Activity) -> list[MediaReport]:
    """Return the stories of which only the record that goes tells."""
    return missing(kept.media, gone.media, lambda one: (one.title, one.url, one.level))
