"""A stored activity as its form takes it."""

from typing import Any

from groupmgr.activities.figures_form import typed_figures
from groupmgr.activities.models import Activity

COLUMNS = ("title", "category", "starts_on", "ends_on", "place", "summary", "revision")
LINKS = ("base_id", "studio_id", "project_id", "meeting_id")
PARTY = ("unit_id", "role", "contact", "contact_email")
PERSON = (
    "id",
    "name",
    "teacher_kind",
    "from_unit_id",
    "to_unit_id",
    "engagement",
    "post",
    "since",
    "until",
    "pay",
    "appraisal",
    "assessment",
    "outcome",
    "consented",
)
TRAINING = ("programme", "mode", "fit", "commissioner")
MEDIA = ("outlet", "title", "level", "on", "url")
PROOF = ("id", "measure", "kind", "dated")


def typed(activity: Activity) -> dict[str, Any]:
    """Return the content by the names of the form's fields."""
    owner = next(one for one in activity.parties if one.unit_id == activity.owner_unit_id)
    return _picked(activity, (*COLUMNS, *LINKS)) | {
        "owner_role": owner.role,
        "parties": [_picked(one, PARTY) for one in activity.parties if one is not owner],
        "people": [_picked(one, PERSON) for one in activity.people],
        "training": _picked(activity.training, TRAINING) if activity.training else {},
        "media": [_picked(one, MEDIA) for one in activity.media],
        "evidence": [_picked(one, PROOF) for one in activity.evidence],
        "audiences": [one.audience for one in activity.audiences],
        "groups": [one.group_id for one in activity.credits],
        "figures": typed_figures(activity),
    }


def _picked(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}
