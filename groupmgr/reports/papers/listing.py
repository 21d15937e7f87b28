"""The list of the members of a year with their papers."""

from functools import partial
from typing import Any

from flask import url_for

from groupmgr.members.labels import UnitKind
from groupmgr.members.models import Unit
from groupmgr.policy import Actor
from groupmgr.reports.papers import service
from groupmgr.reports.papers.models import PaperKind
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Words
from groupmgr.web.filters import date_cn
from groupmgr.web.listing import Listing, View


def papers_of(actor: Actor, year: int) -> Listing:
    """Declare the list of a year."""
    return Listing(
        name="单位小结与证明",
        counted="家",
        order=(Unit.pinyin, Unit.id),
        columns=(
            Column(
                "name",
                "单位",
                lambda row: row.Unit.name,
                sort=Unit.pinyin,
                link=lambda row: url_for("papers.show", year=year, unit_id=row.Unit.id),
            ),
            Column("kind", "单位类别", lambda row: row.Unit.kind, narrow=False),
            Column("summary", PaperKind.SUMMARY.label, lambda row: _made(row.summary)),
            Column("certificate", "参与证明", _certificate),
        ),
        conditions=(
            Words("q", "搜索", (Unit.name, Unit.pinyin), "单位名称"),
            Choice("kind", "单位类别", UnitKind, lambda kind: Unit.kind == kind),
        ),
        views=(
            View("summary", "未生成小结", partial(service.without, actor, year, PaperKind.SUMMARY)),
            View(
                "certificate",
                "未出具证明",
                partial(service.without, actor, year, PaperKind.CERTIFICATE),
            ),
        ),
    )


def _made(at: Any) -> str:
    return f"{date_cn(at.date())}生成" if at else "未生成"


def _certificate(row: Any) -> str:
    return _made(row.certificate) if row.Unit.kind is UnitKind.ENTERPRISE else "—"
