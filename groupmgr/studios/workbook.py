"""Master studios as a workbook."""

from typing import Any

from groupmgr.policy import Action
from groupmgr.studios import service
from groupmgr.studios.forms import StudioForm
from groupmgr.studios.models import Studio
from groupmgr.web.registers import register_of
from groupmgr.workbooks.book import Book


def _beside(studio: Studio) -> dict[str, Any]:
    since = max((one.on for one in studio.stages), default=None)
    return {"party_ids": [one.unit_id for one in studio.parties], "since": since}


BOOK = Book(
    key="studios",
    name="大师工作室",
    action=Action.STUDIO_EDIT,
    model=Studio,
    form=StudioForm,
    save=service.save,
    same=("name", "owner_unit_id"),
    index="studios.index",
    options=service.SHOWN,
    order=(Studio.pinyin,),
    offers={"base_id": lambda *asked: register_of("base_id").choices(*asked)},
    beside=_beside,
    fixed=frozenset({"state", "since"}),
)
