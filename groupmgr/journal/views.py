"""The page on which the office reads what was done in the group."""

import sqlalchemy as sa
from flask import Blueprint
from flask.typing import ResponseReturnValue

from groupmgr.journal import service
from groupmgr.journal.models import Entry
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Words, Year
from groupmgr.web.listing import Listing

bp = Blueprint("journal", __name__, url_prefix="/g/<group>/journal")


@bp.get("/")
@needs(Action.JOURNAL_VIEW)
def index() -> ResponseReturnValue:
    """List what was done, newest first."""
    return JOURNAL.answer(service.listing(actor()), "journal/index.html")


def _changes(entry: Entry) -> str:
    """Tell what a deed changed, as names of columns with the value before and after."""
    pairs = [(name, entry.before.get(name), value) for name, value in entry.after.items()]
    return "；".join(f"{name}：{was} → {value}" for name, was, value in pairs if was is not None)


JOURNAL = Listing(
    name="操作日志",
    counted="条",
    order=(Entry.id.desc(),),
    columns=(
        Column("at", "时间", lambda entry: entry.at, sort=Entry.id),
        Column("actor", "经办人", lambda entry: entry.actor_name, sort=Entry.actor_name),
        Column("deed", "操作", lambda entry: entry.deed, sort=Entry.deed),
        Column("title", "对象", lambda entry: entry.title, under=lambda entry: entry.reason),
        Column("changes", "变化", _changes, exported=True),
        Column("seal", "校验码", lambda entry: entry.seal, exported=True),
    ),
    conditions=(
        Words("q", "搜索", (Entry.actor_name, Entry.deed, Entry.title), "经办人、操作、对象"),
        Year("year", "年度", sa.type_coerce(Entry.at, sa.DateTime)),
    ),
)
