"""What the system looks at before a person does."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from groupmgr.activities import strength
from groupmgr.activities.labels import Confirmation, Measure, Question
from groupmgr.activities.models import Activity
from groupmgr.activities.service.appraising import misdated
from groupmgr.activities.service.likeness import Candidate, Told, alike
from groupmgr.activities.strength import Strength
from groupmgr.files import likeness as pictures
from groupmgr.policy import Actor


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was looked at, and whether it is in order."""

    fine: bool
    words: str
    about: Question = Question.EVIDENCE


def checks(activity: Activity, candidates: list[Candidate]) -> list[Check]:
    """Return what was found, for a record loaded as a whole."""
    return [
        _year(activity),
        _alone(candidates),
        *product(activity),
        *_evidence(activity),
        *_confirmed(activity),
    ]


def candidates(session: Session, actor: Actor, activity: Activity) -> list[Candidate]:
    """Return the records that may tell of the same event as this one."""
    own = {one.file_id for one in activity.evidence if one.file_id is not None}
    same_pictures = set().union(*pictures.alike(session, own).values()) if own else set()
    told = Told(
        title=activity.title,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        unit_ids={party.unit_id for party in activity.parties},
        file_ids=own | same_pictures,
        but=activity.id,
    )
    return alike(session, actor, told)


def _year(activity: Activity) -> Check:
    year, handed_in = activity.ends_on.year, activity.submitted_on or activity.ends_on
    if year == handed_in.year:
        return Check(True, f"日期在{year}年度内", Question.YEAR)
    return Check(False, f"结束于{year}年，{handed_in.year}年提交，计入{year}年度", Question.YEAR)


def _alone(candidates: list[Candidate]) -> Check:
    if candidates:
        return Check(False, f"有 {len(candidates)} 条相近的记录", Question.ALONE)
    return Check(True, "未发现重复记录", Question.ALONE)


def product(activity: Activity) -> Iterator[Check]:
    """Hold 人次 and 人日 against the persons and the days of the activity."""
    stated = {figure.measure: figure.value for figure in activity.figures if figure.party is None}
    persons, times = stated.get(Measure.PERSONS), stated.get(Measure.PERSON_TIMES)
    days = (activity.ends_on - activity.starts_on).days + 1
    if persons and times and times == persons * days:
        yield Check(True, f"{times:,.0f} 人次 = {persons:,.0f} 人 × {days} 天", Question.FIGURES)
    elif persons and times and times > persons * days:
        yield Check(False, f"{times:,.0f} 人次多于 {persons:,.0f} 人 × {days} 天", Question.FIGURES)
    in_days = stated.get(Measure.PERSON_DAYS)
    if persons and in_days and in_days > persons * days:
        words = f"{in_days:,.0f} 人日多于 {persons:,.0f} 人 × {days} 天"
        yield Check(False, words, Question.FIGURES)


def _evidence(activity: Activity) -> Iterator[Check]:
    missing, reached = strength.unproved(activity), strength.of(activity)
    fine = reached is Strength.A
    bare = "".join(f"“{one.label}”" for one in missing)
    yield Check(fine, f"佐证 {reached.label}" + (f"：{bare}没有证明它的文件" if bare else ""))
    for proof, day in misdated(activity):
        yield Check(False, f"照片“{proof.name}”摄于 {day}，不在活动日期内")


def _confirmed(activity: Activity) -> Iterator[Check]:
    asked = [one for one in activity.parties if one.confirmation is not Confirmation.NOT_NEEDED]
    open_ = [
        one
        for one in asked
        if one.confirmation is not Confirmation.CONFIRMED
        or one.confirmed_version != activity.version
    ]
    if open_:
        yield Check(
            False, f"{len(open_)} 个伙伴还没有确认第 {activity.version} 版", Question.PARTNERS
        )
    elif asked:
        yield Check(True, f"{len(asked)} 个伙伴都已确认第 {activity.version} 版", Question.PARTNERS)
