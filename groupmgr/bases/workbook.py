"""Training bases as a workbook."""

from groupmgr.bases.forms import BaseForm
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.service import registering
from groupmgr.policy import Action
from groupmgr.web.registers import register_of
from groupmgr.workbooks.book import Book

BOOK = Book(
    key="bases",
    name="实训基地",
    action=Action.BASE_EDIT,
    model=TrainingBase,
    form=BaseForm,
    save=registering.save,
    same=("name", "owner_unit_id"),
    index="bases.index",
    options=registering.SHOWN,
    order=(TrainingBase.pinyin,),
    offers={"agreement_id": lambda *asked: register_of("agreement_id").choices(*asked)},
    beside=lambda base: {"since": max((one.on for one in base.stages), default=None)},
    fixed=frozenset({"state", "since"}),
)
