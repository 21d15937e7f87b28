"""What a record still lacks before it can be handed in, all of it at once."""

from collections.abc import Iterator
from typing import NamedTuple

from groupmgr.activities.asked import (
    JOINT,
    NEEDED_OF_PERSON,
    NEEDED_OF_TRAINING,
    WITH_AUDIENCE,
    WITH_CONSENT,
    WITH_PEOPLE,
    WITH_TRAINING,
)
from groupmgr.activities.details import Seconded
from groupmgr.activities.labels import Category, EvidenceKind, Measure
from groupmgr.activities.models import Activity
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken

SUMMARY_LENGTH = 50
# What can prove that the sending unit agreed (S002).
CONSENTS = (EvidenceKind.APPROVAL, EvidenceKind.APPOINTMENT)
_TYPED = ("programme", "post", "since", "until")
_TRAINING_WORDS = {"fit": "请选择与开设专业是否匹配"}


class Problem(NamedTuple):
    """What is wrong, and the field at which it is said."""

    field: str
    words: str


class Incomplete(RuleBroken):
    """The record cannot be handed in yet; all reasons are told together."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("；".join(problem.words for problem in problems), problems[0].field)
        self.problems = problems


def refuse_incomplete(activity: Activity) -> None:
    """Raise `Incomplete` unless the record can be handed in as it is."""
    found = problems(activity)
    if found:
        raise Incomplete(found)


def problems(activity: Activity) -> list[Problem]:
    """Return what the record lacks, in the order of the form."""
    return [problem for look in LOOKS for problem in look(activity)]


def _days(activity: Activity) -> Iterator[Problem]:
    if activity.ends_on > today():
        yield Problem("ends_on", "活动还没有结束，结束后再提交")


def _parties(activity: Activity) -> Iterator[Problem]:
    if activity.category in JOINT and len(activity.parties) < 2:
        words = f"“{activity.category.label}”至少要有 2 个单位参与，请添加单位"
        yield Problem("parties", words)


def _people(activity: Activity) -> Iterator[Problem]:
    if activity.category not in WITH_PEOPLE:
        return
    if not activity.people:
        yield Problem("people", "请填写派出人员")
    for at, person in enumerate(activity.people):
        for name, words in _person(activity, person):
            yield Problem(f"people-{at}-{name}", words)


def _person(activity: Activity, person: Seconded) -> Iterator[tuple[str, str]]:
    for name, label in NEEDED_OF_PERSON[activity.category].items():
        if not getattr(person, name):
            yield name, f"请{_verb(name)}{person.name}的{label}"
    if activity.category in WITH_CONSENT and not person.consented:
        yield "consented", f"{person.name}还没有派出单位的同意"
    if activity.category is Category.TEACHER_PRACTICE and not _within(activity, person):
        yield "since", f"{person.name}的实践日期要在活动的起止日期以内"


def _within(activity: Activity, person: Seconded) -> bool:
    """Tell whether the days of a practice lie in the activity, and so in the past."""
    since, until = person.since or activity.starts_on, person.until or activity.ends_on
    return activity.starts_on <= since and until <= activity.ends_on


def _training(activity: Activity) -> Iterator[Problem]:
    if activity.category in WITH_TRAINING:
        for name, label in NEEDED_OF_TRAINING.items():
            if not getattr(activity.training, name, None):
                yield Problem(
                    f"training-{name}", _TRAINING_WORDS.get(name, f"请{_verb(name)}{label}")
                )
    if activity.category in WITH_AUDIENCE and not activity.audiences:
        yield Problem("audiences", "请选择培训对象")


def _verb(name: str) -> str:
    return "填写" if name in _TYPED else "选择"


def _figures(activity: Activity) -> Iterator[Problem]:
    values = {figure.measure: figure.value for figure in activity.figures if figure.party is None}
    persons, times = values.get(Measure.PERSONS), values.get(Measure.PERSON_TIMES)
    if persons is not None and times is not None and times < persons:
        yield Problem("figures", f"人次（{times:,.0f}）不能少于人数（{persons:,.0f}）")
    certificates = values.get(Measure.CERTIFICATES)
    if persons is not None and certificates is not None and certificates > persons:
        words = f"取证人数（{certificates:,.0f}）不能多于人数（{persons:,.0f}）"
        yield Problem("figures", words)


def _text(activity: Activity) -> Iterator[Problem]:
    length = len("".join(activity.summary.split()))
    if length < SUMMARY_LENGTH:
        words = f"内容与成效至少 {SUMMARY_LENGTH} 个字，还差 {SUMMARY_LENGTH - length} 个"
        yield Problem("summary", words)


def _proof(activity: Activity) -> Iterator[Problem]:
    if not activity.evidence:
        yield Problem("evidence", "请至少上传一份佐证材料")
    elif activity.category in WITH_CONSENT and not _consent_is_proved(activity):
        yield Problem("evidence", "请上传派出单位同意的文件，类型选“批文”或“聘书”")
    if not activity.credits:
        yield Problem("groups", "请至少选择一个集团")


def _consent_is_proved(activity: Activity) -> bool:
    return any(one.kind in CONSENTS for one in activity.evidence)


LOOKS = (_days, _parties, _people, _training, _figures, _text, _proof)
