"""The lists of joint projects and of agreements."""

from flask import g, url_for

from groupmgr.extensions import db
from groupmgr.groups.expiry import days_ahead
from groupmgr.kernel.clock import today
from groupmgr.kernel.levels import Level
from groupmgr.members.register_lists import (
    decision_column,
    decision_views,
    search,
    unit_conditions,
)
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.labels import AgreementKind, AgreementState, ProjectKind, ProjectState
from groupmgr.projects.models import Project
from groupmgr.projects.service.agreements import expiring, validity
from groupmgr.web.access import actor
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Year
from groupmgr.web.listing import Listing, View


def partners(record: Project | Agreement) -> list[str]:
    """Return the names of the units beside the one that keeps the record."""
    return [one.unit.name for one in record.parties if one.unit_id != record.owner_unit_id]


def _soon() -> int:
    """Return how many days ahead the group wants to be told, asked for once a request."""
    if "soon" not in g:
        g.soon = days_ahead(db.session(), actor().group_id, today())
    return int(g.soon)


PROJECTS = Listing(
    name="合作项目",
    counted="个",
    order=(Project.starts_on.desc(), Project.id.desc()),
    columns=(
        Column(
            "name",
            "项目名称",
            lambda project: project.name,
            sort=Project.pinyin,
            link=lambda project: url_for("projects.show", project_id=project.id),
            under=lambda project: project.kind.label,
        ),
        Column("owner", "登记单位", lambda project: project.owner.name),
        Column("partners", "合作方", partners, narrow=False),
        Column("level", "级别", lambda project: project.level, sort=Project.level, narrow=False),
        Column("starts", "开始日期", lambda project: project.starts_on, sort=Project.starts_on),
        Column(
            "budget",
            "合同金额（万元）",
            lambda project: project.budget,
            sort=Project.budget,
            money=True,
            narrow=False,
        ),
        Column("state", "状态", lambda project: project.state, sort=Project.state, status=True),
        decision_column(),
        Column("ends", "结束日期", lambda project: project.ends_on, exported=True),
        Column("students", "学生数", lambda one: one.students, exported=True, numeric=True),
        Column("number", "项目编号", lambda project: project.number, exported=True),
        Column("document", "立项文号", lambda one: one.document_number, exported=True),
    ),
    conditions=(
        search(Project, "项目、单位名称或拼音"),
        Choice("kind", "项目类型", ProjectKind, lambda kind: Project.kind == kind),
        Choice("level", "级别", Level, lambda level: Project.level == level),
        Choice("state", "状态", ProjectState, lambda state: Project.state == state),
        Year("year", "开始年份", Project.starts_on),
        *unit_conditions(Project),
    ),
    views=decision_views(Project),
)

AGREEMENTS = Listing(
    name="协议",
    counted="份",
    order=(Agreement.signed_on.desc(), Agreement.id.desc()),
    columns=(
        Column(
            "name",
            "协议名称",
            lambda one: one.name,
            sort=Agreement.pinyin,
            link=lambda one: url_for("agreements.show", agreement_id=one.id),
            under=lambda one: one.kind.label,
        ),
        Column("owner", "登记单位", lambda one: one.owner.name),
        Column("partners", "其他签署单位", partners, narrow=False),
        Column(
            "signed", "签订日期", lambda one: one.signed_on, sort=Agreement.signed_on, narrow=False
        ),
        Column("ends", "到期日", lambda one: one.term or "长期", sort=Agreement.term),
        Column("validity", "效力", lambda one: validity(one, today(), _soon()), status=True),
        decision_column(),
        Column("state", "状态", lambda one: one.state, exported=True),
        Column("number", "协议编号", lambda one: one.number, exported=True),
        Column("project", "关联项目", lambda one: one.project and one.project.name, exported=True),
    ),
    conditions=(
        search(Agreement, "协议、单位名称或拼音"),
        Choice("kind", "协议类型", AgreementKind, lambda kind: Agreement.kind == kind),
        Choice("state", "状态", AgreementState, lambda state: Agreement.state == state),
        Year("year", "签订年份", Agreement.signed_on),
        *unit_conditions(Agreement),
    ),
    views=(
        View("force", "履行中", lambda: Agreement.in_force_on(today())),
        View("expiring", "即将到期", lambda: expiring(today(), _soon())),
        *decision_views(Agreement),
    ),
)
