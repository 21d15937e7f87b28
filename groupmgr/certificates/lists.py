"""The register of certificates and plaques."""

from flask import url_for

from groupmgr.certificates import service
from groupmgr.certificates.models import Certificate, CertificateKind
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Words, Year
from groupmgr.web.listing import Listing, View

CERTIFICATES = Listing(
    name="证书与牌匾",
    counted="件",
    order=(Certificate.year.desc(), Certificate.kind, Certificate.place.desc()),
    columns=(
        Column(
            "number",
            "编号",
            lambda one: one.number,
            link=lambda one: url_for("certificates.show", certificate_id=one.id),
        ),
        Column("name", "单位名称", lambda one: one.name),
        Column("kind", "类别", lambda one: one.kind),
        Column("rank", "成员级别", lambda one: one.rank),
        Column("issued", "发放日期", lambda one: one.issued_on, sort=Certificate.issued_on),
        Column("received", "领取人", lambda one: one.received_by, narrow=False),
        Column(
            "withdrawn",
            "收回日期",
            lambda one: one.withdrawn_on,
            sort=Certificate.withdrawn_on,
            narrow=False,
        ),
        Column("why", "收回原因", lambda one: one.withdrawn_reason, exported=True),
    ),
    conditions=(
        Words("q", "搜索", (Certificate.name, Certificate.number), "单位、编号"),
        Choice("kind", "类别", CertificateKind, lambda kind: Certificate.kind == kind),
        Year("year", "发放年份", Certificate.issued_on),
    ),
    views=(
        View("held", "在用", lambda: Certificate.withdrawn_on.is_(None)),
        View("owed", "退出后未收回", service.owed),
        View("withdrawn", "已收回", lambda: Certificate.withdrawn_on.is_not(None)),
    ),
)
