"""The list of training bases."""

import sqlalchemy as sa
from flask import url_for

from groupmgr.bases.labels import BaseKind, BaseState
from groupmgr.bases.models import BaseCredit, BaseParty, KindOfBase, TrainingBase
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.levels import Level
from groupmgr.kernel.text import contains
from groupmgr.members import crediting
from groupmgr.members.models import Unit as MemberUnit
from groupmgr.web.access import actor
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Clause, Flag, Unit, Words
from groupmgr.web.listing import Listing, View


def _takes_part(unit_id: int) -> Clause:
    return sa.or_(TrainingBase.owner_unit_id == unit_id, TrainingBase.parties.any(unit_id=unit_id))


def _of_unit_named(word: str) -> Clause:
    named = sa.or_(contains(MemberUnit.name, word), MemberUnit.initials.startswith(word.lower()))
    return sa.or_(
        TrainingBase.owner.has(named), TrainingBase.parties.any(BaseParty.unit.has(named))
    )


def _decided(decision: Decision) -> Clause:
    return TrainingBase.credits.any(
        sa.and_(BaseCredit.group_id == actor().group_id, BaseCredit.decision == decision)
    )


def _decision(base: TrainingBase) -> Decision | None:
    credit = crediting.of_group(base, actor().group_id)
    return credit.decision if credit else None


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
        Column("level", "级别", lambda base: base.level, sort=TrainingBase.level),
        Column("mode", "共建模式", lambda base: base.build_mode, narrow=False),
        Column(
            "area",
            "建筑面积（平方米）",
            lambda base: base.floor_area,
            sort=TrainingBase.floor_area,
            numeric=True,
        ),
        Column("built", "建立日期", lambda base: base.built_on, sort=TrainingBase.built_on),
        Column("state", "状态", lambda base: base.state, sort=TrainingBase.state, status=True),
        Column("decision", "本集团审核", _decision, status=True),
        Column(
            "parties",
            "共建单位",
            lambda base: sorted({p.unit.name for p in base.parties}),
            exported=True,
        ),
        Column("document", "批准文号", lambda base: base.document_number, exported=True),
    ),
    conditions=(
        Words(
            "q",
            "搜索",
            (TrainingBase.name, TrainingBase.pinyin),
            "基地、单位名称或拼音",
            also=_of_unit_named,
        ),
        Choice(
            "kind",
            "基地类别",
            BaseKind,
            lambda kind: TrainingBase.kinds.any(KindOfBase.kind == kind),
        ),
        Choice("level", "级别", Level, lambda level: TrainingBase.level == level),
        Choice("state", "状态", BaseState, lambda state: TrainingBase.state == state),
        Unit("unit", "单位", _takes_part),
        Flag("own", "只看本单位", lambda: TrainingBase.of_units(actor().unit_ids)),
    ),
    views=(
        View("waiting", "待审核", lambda: _decided(Decision.WAITING)),
        View("approved", "已通过", lambda: _decided(Decision.APPROVED)),
        View("returned", "已退回", lambda: _decided(Decision.RETURNED)),
    ),
)
