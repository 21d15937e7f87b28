"""The list of applications."""

from flask import url_for

from groupmgr.admission.models import Application
from groupmgr.admission.workflow import OURS
from groupmgr.members.labels import MembershipState, UnitKind
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Words, Year
from groupmgr.web.listing import Listing, View

APPLICATIONS = Listing(
    name="入会申请",
    counted="份",
    order=(Application.applied_on.desc(), Application.id.desc()),
    columns=(
        Column(
            "name",
            "单位名称",
            lambda one: one.name,
            link=lambda one: url_for("admission.show", application_id=one.id),
        ),
        Column("code", "统一社会信用代码", lambda one: one.uscc, exported=True),
        Column("kind", "单位类别", lambda one: one.kind),
        Column("contact", "联系人", lambda one: one.contact, narrow=False),
        Column("phone", "联系电话", lambda one: one.phone, narrow=False),
        Column("applied", "申请日期", lambda one: one.applied_on, sort=Application.applied_on),
        Column("state", "状态", lambda one: one.state, status=True),
    ),
    conditions=(
        Words("q", "搜索", (Application.name, Application.uscc, Application.contact), "名称、代码"),
        Choice("kind", "单位类别", UnitKind, lambda kind: Application.kind == kind),
        Year("year", "申请年份", Application.applied_on),
    ),
    views=(
        View("ours", "待办理", lambda: Application.state.in_(OURS)),
        View("returned", "等补正", lambda: Application.state == MembershipState.RETURNED),
        View("full", "已入会", lambda: Application.state == MembershipState.FULL),
        View("refused", "不予通过", lambda: Application.state == MembershipState.REFUSED),
    ),
)
