"""The list of training bases."""

from flask import url_for

from groupmgr.bases.labels import BaseKind, BaseState
from groupmgr.bases.models import KindOfBase, TrainingBase
from groupmgr.kernel.levels import Level
from groupmgr.members.register_lists import (
    decision_column,
    decision_views,
    search,
    unit_conditions,
)
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice
from groupmgr.web.listing import Listing

BASES = Listing(
    name="实训基地",
    counted="个",
    order=(TrainingBase.pinyin, TrainingBase.id),
    columns=(
        Column(
            "name",
            "基地名称",
            lambda base: base.name,
            sort=TrainingBase.pinyin,
            link=lambda base: url_for("bases.show", base_id=base.id),
            under=lambda base: "、".join(one.kind.label for one in base.kinds),
        ),
        Column("owner", "依托单位", lambda base: base.owner.name),
        Column("level", "级别", lambda base: base.level, sort=TrainingBase.level, narrow=False),
        Column("mode", "共建模式", lambda base: base.build_mode, narrow=False),
        Column(
            "area",
            "建筑面积（平方米）",
            lambda base: base.floor_area,
            sort=TrainingBase.floor_area,
            numeric=True,
            narrow=False,
        ),
        Column(
            "built",
            "建立日期",
            lambda base: base.built_on,
            sort=TrainingBase.built_on,
            narrow=False,
        ),
        Column("state", "状态", lambda base: base.state, sort=TrainingBase.state, status=True),
        decision_column(),
        Column(
            "parties",
            "共建单位",
            lambda base: sorted({p.unit.name for p in base.parties}),
            exported=True,
        ),
        Column("document", "批准文号", lambda base: base.document_number, exported=True),
    ),
    conditions=(
        search(TrainingBase, "基地、单位名称或拼音"),
        Choice(
            "kind",
            "基地类别",
            BaseKind,
            lambda kind: TrainingBase.kinds.any(KindOfBase.kind == kind),
        ),
        Choice("level", "级别", Level, lambda level: TrainingBase.level == level),
        Choice("state", "状态", BaseState, lambda state: TrainingBase.state == state),
        *unit_conditions(TrainingBase),
    ),
    views=decision_views(TrainingBase),
)
