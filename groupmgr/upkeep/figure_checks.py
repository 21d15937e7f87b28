"""The question whether every figure is what a slow recount of the same records finds."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.catalogue import CATALOGUE
from groupmgr.groups.models import Group
from groupmgr.kernel.catalogue import Catalogue
from groupmgr.kernel.clock import today
from groupmgr.kernel.indicator import AnyIndicator, Figure
from groupmgr.kernel.period import Reading, Scope
from groupmgr.performance.service import period_of
from groupmgr.performance.years import latest
from groupmgr.upkeep.finding import Finding, Site
from groupmgr.upkeep.recount.base import Tables
from groupmgr.upkeep.recount.every import Every
from groupmgr.upkeep.recount.things import Told

_FIRST = 5
_REMEDY = "这些数先不引用；保留现状，把下列各行交给维护人员"


@dataclass(frozen=True, slots=True)
class Question:
    """The figures of a group in a year under a reading, of the group or of its units."""

    group: str
    scope: Scope
    of_units: bool

    @property
    def words(self) -> str:
        """Return how the question reads."""
        year, kind = self.scope.period.start.year, "各单位" if self.of_units else "集团口径"
        return f"{self.group} {year}年 {self.scope.reading.label} {kind}"


@dataclass
class Examination:
    """What was compared, what differs, and what there was no time for."""

    session: Session
    tables: Tables
    catalogue: Catalogue
    compared: int = 0
    differing: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def ask(self, question: Question) -> None:
        """Compare the figures of one question."""
        scope = question.scope
        span = scope.period.start, scope.period.end
        slow = Every(self.tables, scope.group_id, *span, scope.reading.value)
        for indicator, unit_id, figure in self._figures(question):
            self.compared += 1
            found = slow.told(indicator.code, unit_id)
            if (figure.value, figure.reported, figure.expected) != found:
                self.differing.append(self._told(question, indicator, unit_id, figure, slow))

    def _figures(self, question: Question) -> Iterator[tuple[AnyIndicator, int | None, Figure]]:
        """Return the figures asked for; those in which readings do not differ once."""
        scope = question.scope
        first = scope.reading is Reading.APPROVED
        asked = [one for one in self.catalogue if one.proved or first]
        if not question.of_units:
            figures = self.catalogue.read(self.session, scope)
            yield from ((one, None, figures[one.code]) for one in asked)
            return
        for one in asked:
            by_unit = one.by_unit(self.session, scope)
            yield from ((one, unit_id, figure) for unit_id, figure in by_unit.items())

    def _told(
        self,
        question: Question,
        indicator: AnyIndicator,
        unit_id: int | None,
        figure: Figure,
        slow: Every,
    ) -> str:
        whose = f"（单位编号 {unit_id}）" if unit_id else ""
        fast = Told(figure.value, figure.reported, figure.expected)
        values = f"指标为 {_plain(fast)}，复算为 {_plain(slow.told(indicator.code, unit_id))}"
        records = self._records(indicator, replace(question.scope, unit_id=unit_id), slow)
        name = f"{indicator.code} {indicator.name}"
        return f"{question.words}{whose} {name}：{values}{records}"

    def _records(self, indicator: AnyIndicator, scope: Scope, slow: Every) -> str:
        """Name the first records in which the two differ."""
        part = indicator.parts[0]
        rows = part.records(scope).subquery()
        adds = rows.c[part.summed] if part.summed else sa.literal(1)
        fast = dict(self.session.execute(sa.select(rows.c.id, adds)).all())
        found = {one.key: one.adds for one in slow.things(indicator.code, scope.unit_id)}
        keys = sorted(key for key in fast.keys() | found if _differs(key, fast, found))
        first = "、".join(str(key) for key in keys[:_FIRST])
        return f"；首先不同的记录编号 {first}" if keys else ""


def recounted(site: Site, catalogue: Catalogue = CATALOGUE) -> Finding:
    """Recount the last two years of every group as far as patience reaches, the groups first."""
    until = time.monotonic() + site.patience
    with Session(_still(site.reading)) as session:
        examination = Examination(session, Tables(session), catalogue)
        for question in sorted(_questions(session), key=lambda one: one.of_units):
            if time.monotonic() < until:
                examination.ask(question)
            else:
                examination.left.append(question.words)
    return _finding(examination)


def _questions(session: Session) -> Iterator[Question]:
    day = today()
    for group_id, name in session.execute(sa.select(Group.id, Group.short_name)).all():
        last = latest(session, group_id, day)
        for year in (last, last - 1):
            for reading in Reading:
                scope = Scope(group_id, period_of(year, day), None, reading)
                yield Question(name, scope, of_units=False)
                yield Question(name, scope, of_units=True)


def _finding(examination: Examination) -> Finding:
    left = f"；时间用完，没有核对 {len(examination.left)} 组" if examination.left else ""
    details = [*examination.differing, *(f"没有核对：{words}" for words in examination.left)]
    if examination.differing:
        words = f"{examination.compared:,} 个数中有 {len(examination.differing)} 个与复算不同{left}"
        return Finding(words, _REMEDY, details)
    return Finding(f"{examination.compared:,} 个数与逐条复算一致{left}", details=details)


def _still(engine: sa.Engine) -> sa.Engine:
    """Let nothing change between two looks; a reading of SQLite is like that by itself."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _differs(key: int, fast: dict[int, object], slow: dict[int, object]) -> bool:
    return key not in fast or key not in slow or fast[key] != slow[key]


def _plain(told: Told) -> str:
    value = "未报" if told.value is None else f"{told.value.normalize():f}"
    return f"{value}（已报 {told.reported}/{told.expected}）"
