"""The list of who used a base."""

from typing import Any

from flask import request, url_for

from groupmgr.bases.labels import UsageKind
from groupmgr.bases.usage import BaseUsage
from groupmgr.policy import Action, may
from groupmgr.web.access import actor
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Unit, Year
from groupmgr.web.listing import Listing


def _page(usage: BaseUsage) -> str:
    if not may(actor(), Action.BASE_EDIT):
        return ""
    at: dict[str, Any] = request.view_args or {}
    return url_for("bases.usages.edit", usage_id=usage.id, **at)


def _proof(usage: BaseUsage) -> str:
    if usage.files:
        return f"{len(usage.files)} 份佐证"
    return "添加佐证" if may(actor(), Action.BASE_EDIT) else "没有"


def _files(usage: BaseUsage) -> str:
    return url_for("bases.uses_files.index", record_id=usage.base_id, key=usage.id)


USAGES = Listing(
    name="使用记录",
    counted="条",
    order=(BaseUsage.ends_on.desc(), BaseUsage.id.desc()),
    columns=(
        Column(
            "user",
            "使用单位",
            lambda one: one.unit.name if one.unit else one.user,
            link=_page,
            under=lambda one: one.note,
        ),
        Column("kind", "使用类型", lambda one: one.kind),
        Column("from", "开始日期", lambda one: one.starts_on),
        Column("until", "结束日期", lambda one: one.ends_on, sort=BaseUsage.ends_on),
        Column("people", "人数", lambda one: one.people, numeric=True),
        Column("hours", "每人学时", lambda one: one.hours, numeric=True),
        Column("person_hours", "人时", lambda one: one.person_hours, numeric=True),
        Column("files", "佐证", _proof, link=_files),
    ),
    conditions=(
        Choice("kind", "使用类型", UsageKind, lambda kind: BaseUsage.kind == kind),
        Year("year", "结束日期", BaseUsage.ends_on),
        Unit("unit", "使用单位", lambda unit_id: BaseUsage.unit_id == unit_id),
    ),
)
