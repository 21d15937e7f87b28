"""What a record says of its people and of a training, in words."""

from groupmgr.activities.details import Seconded
from groupmgr.activities.material import facts_of, material_of
from groupmgr.activities.models import Activity


def people_told(activity: Activity, unit_id: int | None = None) -> dict[str, str]:
    """Return by name who sent whom where and for how long; of a unit, those it sent or took in."""
    ends = {one.name: (one.from_unit_id, one.to_unit_id) for one in activity.people}
    names = {party.unit_id: party.unit.name for party in activity.parties}
    facts = facts_of(material_of(activity), names)
    return {
        name: facts[f"person-{name}"][1]
        for name, units in ends.items()
        if unit_id is None or unit_id in units
    }


def post_told(person: Seconded) -> str:
    """Return what is not material of a person: the post, the pay, the grades, the days."""
    told = [person.post, person.pay.label if person.pay else ""]
    for label, grade in (("企业评价", person.appraisal), ("学校考核", person.assessment)):
        told.append(f"{label}{grade.label}" if grade else "")
    told.append(f"成果转化：{person.outcome}" if person.outcome else "")
    if person.teacher_kind and person.since and person.until:
        told.append(f"{(person.until - person.since).days + 1} 天")
    return "，".join(words for words in told if words)


def training_told(activity: Activity) -> list[tuple[str, str, str]]:
    """Return the key, the label and the words of what is said of a training."""
    training = activity.training
    if training is None:
        return []
    told = (
        ("programme", "培训项目", training.programme),
        ("mode", "培训方式", training.mode.label if training.mode else ""),
        ("commissioner", "委托单位", training.commissioner),
        ("fit", "与开设专业", training.fit.label if training.fit else ""),
    )
    return [one for one in told if one[2]]
