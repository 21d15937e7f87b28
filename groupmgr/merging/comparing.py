"""Two records side by side, in words."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.material import facts_of, material_of
from groupmgr.activities.models import Activity
from groupmgr.activities.service import checking
from groupmgr.activities.service.likeness import Candidate
from groupmgr.activities.service.loading import WHOLE
from groupmgr.activities.service.versions import names
from groupmgr.kernel.written import day_words
from groupmgr.policy import Action, Actor

NONE = "—"


@dataclass(frozen=True, slots=True)
class Row:
    """What two records say of one thing."""

    label: str
    here: str
    there: str

    @property
    def differs(self) -> bool:
        """Whether they do not say the same."""
        return self.here != self.there


def candidate(session: Session, actor: Actor, activity: Activity, key: int) -> Candidate | None:
    """Return the other record as the likeness to this one lets the actor know of it."""
    found = checking.candidates(session, actor, activity)
    return next((one for one in found if one.key == key), None)


def seen(session: Session, actor: Actor, key: int) -> Activity | None:
    """Return a record that the actor may open, as a whole."""
    visible = policy.visible(actor, Action.ACTIVITY_VIEW, Activity)
    query = sa.select(Activity).where(Activity.id == key, visible)
    return session.scalar(query.options(*WHOLE))


def beside(session: Session, here: Activity, there: Activity | Candidate) -> list[Row]:
    """Return what each of two records says; of one that the actor may not open the outline."""
    if isinstance(there, Activity):
        return _rows(session, here, there)
    return _outline(here, there)


def _rows(session: Session, here: Activity, there: Activity) -> list[Row]:
    """Return the rows of two records loaded as a whole, the material first."""
    materials = material_of(here), material_of(there)
    known = names(session, *materials)
    one, other = (facts_of(material, known) for material in materials)
    material = [
        Row(
            (one.get(key) or other[key])[0],
            one.get(key, ("", NONE))[1],
            other.get(key, ("", NONE))[1],
        )
        for key in dict.fromkeys([*one, *other])
    ]
    wording = [Row(label, words, _wording(there)[label]) for label, words in _wording(here).items()]
    return [Row("活动名称", here.title, there.title), *material, *wording]


def _outline(here: Activity, there: Candidate) -> list[Row]:
    days = (_days(one.starts_on, one.ends_on) for one in (here, there))
    return [
        Row("活动名称", here.title, there.title),
        Row("起止日期", *days),
        Row("填报单位", here.owner.name, there.owner),
    ]


def _wording(activity: Activity) -> dict[str, str]:
    return {
        "填报单位": activity.owner.name,
        "地点": activity.place or NONE,
        "派出人员": "、".join(one.name for one in activity.people) or NONE,
        "宣传报道": "、".join(f"{one.outlet}《{one.title}》" for one in activity.media) or NONE,
        "佐证材料": "、".join(one.name for one in activity.evidence) or NONE,
        "内容与成效": activity.summary or NONE,
    }


def _days(starts_on: dt.date, ends_on: dt.date) -> str:
    first = day_words(starts_on)
    return first if starts_on == ends_on else f"{first}—{day_words(ends_on)}"
