"""The parts of a base to which files belong: its plaques, its states, and who used it."""

from functools import partial

from groupmgr.attachments.service import Place
from groupmgr.bases.models import BaseStage, Plaque, TrainingBase
from groupmgr.bases.usage import BaseUsage
from groupmgr.kernel.written import day_words
from groupmgr.policy import Action

_place = partial(
    Place,
    record=TrainingBase,
    key="base_id",
    view=Action.BASE_VIEW,
    edit=Action.BASE_EDIT,
    page="bases.show",
    named="base_id",
)

PLAQUES = _place("plaques", "plaque_id", part=Plaque, words=lambda one: f"牌匾“{one.title}”")
STAGES = _place(
    "stages",
    "base_stage_id",
    part=BaseStage,
    words=lambda one: f"{day_words(one.on)}起{one.state.label}",
)
USES = _place(
    "uses",
    "base_usage_id",
    part=BaseUsage,
    words=lambda one: f"{day_words(one.starts_on)}{one.kind.label}使用记录",
)
