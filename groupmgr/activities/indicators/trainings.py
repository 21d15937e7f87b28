"""Training for society: person-times, person-days, enterprises served, money received."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from groupmgr.activities.detail_labels import Fit
from groupmgr.activities.details import Training
from groupmgr.activities.indicators.counted import (
    APPROVED,
    COLUMNS,
    LIMITS,
    SOURCE,
    activities,
    counted,
    parties,
    shares_of,
    stating,
    whole,
)
from groupmgr.activities.labels import TRAININGS, Audience, Category, EvidenceKind, Measure
from groupmgr.activities.models import AudienceOf, Evidence, Party, Stated
from groupmgr.kernel.indicator import Indicator, Ratio, Rows
from groupmgr.kernel.period import Reading, Scope
from groupmgr.members.indicators import STUDENTS
from groupmgr.members.labels import UnitKind
from groupmgr.members.models import Unit
from groupmgr.members.roll import member_on, name_on


def _trainings(scope: Scope) -> sa.FromClause:
    """Return the trainings that count: which of them serve society, and which of them staff.

    Those whose only audience is full-time students serve neither.
    """
    if scope.beside and scope.reading is not Reading.APPROVED:
        every = _trainings(replace(scope, reading=Reading.APPROVED))
        return sa.select(every).where(every.c[scope.reading.value]).subquery()
    return _among(counted(scope))


@lru_cache(maxsize=64)
def _among(found: sa.FromClause) -> sa.FromClause:
    def addressed(*audiences: Audience) -> sa.ColumnElement[bool]:
        audience = sa.and_(AudienceOf.activity_id == found.c.id, AudienceOf.audience.in_(audiences))
        return sa.exists().where(audience)

    others = (one for one in Audience if one is not Audience.STUDENTS)
    social = sa.or_(~addressed(Audience.STUDENTS), addressed(*others))
    staff = sa.or_(found.c.category == Category.STAFF_TRAINING, addressed(Audience.STAFF))
    query = sa.select(found, social.label("social"), staff.label("staff"))
    return query.where(found.c.category.in_(TRAININGS)).cte()


def _for_society(scope: Scope) -> Rows:
    found = _trainings(scope)
    return activities(found).where(found.c.social)


def _fitting(scope: Scope) -> Rows:
    """Select those that fit the programmes of the schools; what nobody said does not."""
    rows = _for_society(scope)
    return rows.where(
        sa.exists().where(
            Training.activity_id == rows.selected_columns["id"], Training.fit == Fit.MATCHED
        )
    )


def _for_staff(scope: Scope) -> Rows:
    found = _trainings(scope)
    return activities(found).where(found.c.staff)


def _enterprises(scope: Scope) -> Rows:
    found = _trainings(scope)
    served = parties(found).where(found.c.staff).with_only_columns(Party.unit_id)
    return sa.select(Unit.id, name_on(Unit, scope.period.end).label("name"), Unit.region).where(
        Unit.kind == UnitKind.ENTERPRISE, Unit.id.in_(served)
    )


def _served_by(scope: Scope) -> Rows:
    """Credit an enterprise to itself and to all who trained its staff with it."""
    found, other = _trainings(scope), aliased(Party)
    return (
        parties(found)
        .join(other, other.activity_id == found.c.id)
        .where(found.c.staff, member_on(scope.group_id, other.unit_id, found.c.ends_on))
        .with_only_columns(Party.unit_id.label("id"), other.unit_id.label("unit_id"))
        .distinct()
    )


def _paid(scope: Scope) -> Rows:
    """Select trainings that state an income and have a bank voucher."""
    found = _trainings(scope)
    voucher = sa.exists().where(
        Evidence.activity_id == found.c.id, Evidence.kind == EvidenceKind.VOUCHER
    )
    income = sa.exists().where(whole(Stated, found.c.id, Measure.INCOME))
    return activities(found).where(income, voucher)


def _summed(
    code: str,
    name: str,
    unit: str,
    definition: str,
    which: Callable[[Scope], Rows],
    measure: Measure,
) -> Indicator:
    money = unit == "万元"
    return Indicator(
        code=code,
        name=name,
        unit=unit,
        definition=definition + LIMITS,
        source=SOURCE,
        rows=lambda scope: stating(which(scope), measure),
        shares=shares_of(which),
        columns={**COLUMNS, "value": measure.label},
        summed="value",
        broken_by="category",
        opens="activities.show",
        dated="ends_on",
        proved=True,
        marked=True,
        decimals=2 if money else 0,
        per=10_000 if money else 1,
    )


PERSON_TIMES = _summed(
    "S01",
    "年社会培训人次",
    "人次",
    f"{APPROVED}社会培训和企业职工培训填报的人次之和，对象只有在校学生的不计，未报人次的不计为零；",
    _for_society,
    Measure.PERSON_TIMES,
)

ALL = (
    PERSON_TIMES,
    Ratio(
        code="S02",
        name="年社会培训人次与在校生规模之比",
        unit="倍",
        definition="年社会培训人次除以期末在册职业院校填报的、统计期末以前结束的最近一学年的在校生数；"
        "一校的比用该校自己的两个数，在校生数未报的不计。",
        source="活动填报、院校学年统计",
        over=PERSON_TIMES,
        under=STUDENTS,
        factor=1,
        decimals=2,
    ),
    _summed(
        "S01b",
        "与开设专业相匹配的社会培训人次",
        "人次",
        f"{APPROVED}社会培训和企业职工培训中，填报为与开设专业相匹配的人次之和，"
        "对象只有在校学生的不计，未报人次的不计为零；",
        _fitting,
        Measure.PERSON_TIMES,
    ),
    _summed(
        "S03",
        "社会培训人日",
        "人天",
        f"{APPROVED}社会培训和企业职工培训填报的人日之和，对象只有在校学生的不计，未报人日的不计为零；",
        _for_society,
        Measure.PERSON_DAYS,
    ),
    _summed(
        "S04",
        "企业职工培训人次",
        "人次",
        f"{APPROVED}企业职工培训，以及对象含企业职工的社会培训填报的人次之和，未报人次的不计为零；",
        _for_staff,
        Measure.PERSON_TIMES,
    ),
    Indicator(
        code="S04b",
        name="企业职工培训企业数",
        unit="家",
        definition=f"参加{APPROVED}企业职工培训或对象含企业职工的社会培训的企业，"
        "一家企业参加几次只计一家；不是参与单位的企业不计。",
        source=SOURCE,
        rows=_enterprises,
        shares=_served_by,
        columns={"name": "企业名称", "region": "所在地区"},
        opens="members.show",
        proved=True,
    ),
    _summed(
        "S05",
        "培训到款额",
        "万元",
        f"{APPROVED}社会培训和企业职工培训填报的到款额之和，没有到账凭证的不计；",
        _paid,
        Measure.INCOME,
    ),
)
