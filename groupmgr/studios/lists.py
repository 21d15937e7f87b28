"""The list of master studios."""

from flask import url_for

from groupmgr.kernel.levels import Level
from groupmgr.members.register_lists import (
    decision_column,
    decision_views,
    search,
    unit_conditions,
)
from groupmgr.studios.labels import StudioKind, StudioState
from groupmgr.studios.models import Studio
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice
from groupmgr.web.listing import Listing

STUDIOS = Listing(
    name="大师工作室",
    counted="个",
    order=(Studio.pinyin, Studio.id),
    columns=(
        Column(
            "name",
            "工作室名称",
            lambda studio: studio.name,
            sort=Studio.pinyin,
            link=lambda studio: url_for("studios.show", studio_id=studio.id),
            under=lambda studio: studio.kind.label,
        ),
        Column("leader", "领衔人", lambda studio: studio.leader, narrow=False),
        Column("owner", "依托单位", lambda studio: studio.owner.name),
        Column("level", "级别", lambda studio: studio.level, sort=Studio.level, narrow=False),
        Column("field", "专业或工种方向", lambda studio: studio.field, narrow=False),
        Column(
            "named",
            "认定日期",
            lambda studio: studio.approved_on,
            sort=Studio.approved_on,
            narrow=False,
        ),
        Column("state", "状态", lambda studio: studio.state, sort=Studio.state, status=True),
        decision_column(),
        Column("leader_unit", "领衔人单位", lambda one: one.leader_unit.name, exported=True),
        Column("grade", "职业技能等级", lambda studio: studio.leader_grade, exported=True),
        Column("area", "场地面积（平方米）", lambda s: s.area, exported=True, numeric=True),
        Column(
            "parties",
            "共建单位",
            lambda studio: sorted(party.unit.name for party in studio.parties),
            exported=True,
        ),
        Column("document", "认定文号", lambda studio: studio.document_number, exported=True),
    ),
    conditions=(
        search(Studio, "工作室、领衔人或单位"),
        Choice("kind", "类别", StudioKind, lambda kind: Studio.kind == kind),
        Choice("level", "级别", Level, lambda level: Studio.level == level),
        Choice("state", "状态", StudioState, lambda state: Studio.state == state),
        *unit_conditions(Studio),
    ),
    views=decision_views(Studio),
)
