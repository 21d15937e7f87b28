"""The parts of a studio to which files belong: the documents of its states."""

from groupmgr.attachments.service import Place
from groupmgr.kernel.written import day_words
from groupmgr.policy import Action
from groupmgr.studios.models import Studio, StudioStage

STAGES = Place(
    "stages",
    "studio_stage_id",
    record=Studio,
    part=StudioStage,
    key="studio_id",
    view=Action.STUDIO_VIEW,
    edit=Action.STUDIO_EDIT,
    words=lambda one: f"{day_words(one.on)}起{one.state.label}",
    page="studios.show",
    named="studio_id",
)
