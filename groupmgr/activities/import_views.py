"""The import of activities in the browser."""

from flask import Blueprint

from groupmgr.activities.import_columns import HEADINGS
from groupmgr.activities.service.importing import import_activities
from groupmgr.policy import Action
from groupmgr.tables.import_views import Kind, add_import

bp = Blueprint("activity_imports", __name__, url_prefix="/g/<group>/activities/import")

add_import(
    bp,
    Kind(
        name="活动",
        action=Action.ACTIVITY_EDIT,
        run=import_activities,
        headings=HEADINGS,
        index="activities.index",
        note="每行存为一份草稿，补充佐证后逐项提交。主办单位、名称和结束日期都相同的，认作同一项活动。",
    ),
)
