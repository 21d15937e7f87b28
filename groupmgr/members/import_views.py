"""The import of a member list in the browser."""

from flask import Blueprint

from groupmgr.members.import_columns import HEADINGS
from groupmgr.members.service.imports import import_members
from groupmgr.policy import Action
from groupmgr.tables.import_views import Kind, add_import

bp = Blueprint("member_imports", __name__, url_prefix="/g/<group>/members/import")

add_import(
    bp,
    Kind(
        name="成员单位",
        action=Action.MEMBER_EDIT,
        run=import_members,
        headings=HEADINGS,
        index="members.index",
        note="先按统一社会信用代码、再按名称认单位；空着的格子不会抹掉已有的资料。",
    ),
)
