"""What came out of the projects in the year: courses, patents, standards, money received."""

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa

from groupmgr.kernel.indicator import Indicator, Rows
from groupmgr.kernel.period import Scope
from groupmgr.members.labels import SCHOOLS, UnitKind
from groupmgr.members.models import Unit
from groupmgr.members.roll import members_among
from groupmgr.projects.indicators.stock import counted, in_year, projects
from groupmgr.projects.labels import TEXTBOOKS, OutputKind, ProjectKind
from groupmgr.projects.models import IN_PROJECTS, Output, Project, Receipt

_COLUMNS = {
    "title": "成果名称",
    "kind": "成果类型",
    "number": "编号",
    "on": "取得日期",
    "project": "合作项目",
}
_SOURCE = "合作项目成果登记"
_CREDITED = "经本集团审核通过的合作项目"


def _outputs(*kinds: OutputKind) -> Callable[[Scope], Rows]:
    def rows(scope: Scope) -> Rows:
        return (
            sa.select(
                Output.id,
                Output.project_id,
                Output.title,
                Output.kind,
                Output.level,
                Output.number,
                Output.on,
                Output.amount,
                Project.name.label("project"),
            )
            .join(Project, Project.id == Output.project_id)
            .where(
                Project.counts_in(scope.group_id),
                Output.kind.in_(kinds),
                Output.on.between(scope.period.start, scope.period.end),
            )
        )

    return rows


def _with(day: dt.date, *kinds: UnitKind) -> sa.ColumnElement[bool]:
    """Match the outputs whose project had a party of one of these kinds on a day."""
    there = IN_PROJECTS.pairs(day).subquery()
    parties = sa.select(there.c.id).join(Unit, Unit.id == there.c.unit_id)
    return Output.project_id.in_(parties.where(Unit.kind.in_(kinds)))


def _joint(*kinds: OutputKind) -> Callable[[Scope], Rows]:
    return lambda scope: _outputs(*kinds)(scope).where(
        _with(scope.period.end, *SCHOOLS), _with(scope.period.end, UnitKind.ENTERPRISE)
    )


def _shares(scope: Scope) -> Rows:
    there = IN_PROJECTS.pairs(scope.period.end).subquery()
    pairs = sa.select(Output.id, there.c.unit_id).join(there, there.c.id == Output.project_id)
    return members_among(pairs, scope.group_id, scope.period.end)


def _paid(scope: Scope) -> Rows:
    received = sa.select(Receipt.project_id).where(
        Receipt.voucher_on.between(scope.period.start, scope.period.end)
    )
    return projects(scope).where(
        Project.kind == ProjectKind.TECHNICAL_SERVICE, Project.id.in_(received)
    )


def _receipts(scope: Scope) -> Rows:
    return (
        sa.select(
            Receipt.id,
            Receipt.project_id,
            Project.name,
            Receipt.voucher_number,
            Receipt.voucher_on,
            Receipt.amount,
        )
        .join(Project, Project.id == Receipt.project_id)
        .where(
            Project.counts_in(scope.group_id),
            Project.kind == ProjectKind.TECHNICAL_SERVICE,
            Receipt.voucher_on.between(scope.period.start, scope.period.end),
        )
    )


def _receipt_shares(scope: Scope) -> Rows:
    there = IN_PROJECTS.pairs(scope.period.end).subquery()
    pairs = sa.select(Receipt.id, there.c.unit_id).join(there, there.c.id == Receipt.project_id)
    return members_among(pairs, scope.group_id, scope.period.end)


def _counted(
    code: str, name: str, unit: str, definition: str, rows: Callable[[Scope], Rows]
) -> Indicator:
    return Indicator(
        code=code,
        name=name,
        unit=unit,
        definition=definition,
        source=_SOURCE,
        rows=rows,
        shares=_shares,
        columns=_COLUMNS,
        broken_by="kind",
        opens="projects.show",
        record="project_id",
        dated="on",
    )


ALL = (
    _counted(
        "P09",
        "共同开发课程数",
        "门",
        f"取得日期在统计期内、{_CREDITED}的课程；项目须至少有一所院校和一家企业，否则不计。",
        _joint(OutputKind.COURSE),
    ),
    _counted(
        "P09b",
        "共同开发教材数",
        "种",
        f"取得日期在统计期内、{_CREDITED}的教材，含活页式、工作手册式、融媒体；"
        "项目须至少有一所院校和一家企业，否则不计。",
        _joint(*TEXTBOOKS),
    ),
    counted(
        "R01",
        "横向技术服务项目数",
        "项",
        f"{_CREDITED}中到账凭证日期在统计期内的横向技术服务项目；期内没有到款的不计。",
        _paid,
        "level",
    ),
    Indicator(
        code="R01b",
        name="横向技术服务到款额",
        unit="万元",
        definition=f"{_CREDITED}中横向技术服务的到款之和，按到账凭证日期计入；合同金额和没有凭证的不计。",
        source="合作项目到款登记",
        rows=_receipts,
        shares=_receipt_shares,
        columns={
            "name": "项目名称",
            "voucher_number": "凭证号",
            "voucher_on": "到账日期",
            "amount": "到款额",
        },
        summed="amount",
        opens="projects.show",
        record="project_id",
        dated="voucher_on",
        decimals=2,
        per=10_000,
    ),
    counted(
        "R02",
        "联合技术攻关项目数",
        "项",
        f"统计期内实施过的、{_CREDITED}中的科技攻关项目；意向、申报、审核中和终止的不计。",
        in_year(ProjectKind.RESEARCH),
        "level",
    ),
    _counted(
        "R03",
        "专利授权数",
        "件",
        f"授权日期在统计期内、{_CREDITED}产出的专利；仅受理的不计。",
        _outputs(OutputKind.PATENT),
    ),
    _counted(
        "R04",
        "参与制定行业(国家/地方/团体)标准数",
        "项",
        f"发布日期在统计期内、{_CREDITED}产出的技术标准；在编的不计。",
        _outputs(OutputKind.TECHNICAL_STANDARD),
    ),
    _counted(
        "R05",
        "科技成果转化数",
        "项",
        f"转化日期在统计期内、{_CREDITED}产出的成果转化；一项成果计一次。",
        _outputs(OutputKind.TRANSFER),
    ),
    Indicator(
        code="R05b",
        name="科技成果转化金额",
        unit="万元",
        definition=f"转化日期在统计期内、{_CREDITED}产出的成果转化的金额之和；未报金额的不计为零。",
        source=_SOURCE,
        rows=_outputs(OutputKind.TRANSFER),
        shares=_shares,
        columns={**_COLUMNS, "amount": "金额"},
        summed="amount",
        opens="projects.show",
        record="project_id",
        dated="on",
        decimals=2,
        per=10_000,
    ),
)
