"""The table of all indicators under three readings, beside one statement written by hand."""

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.population import populate
from bench.table import Table
from groupmgr.app import create_app
from groupmgr.catalogue import CATALOGUE
from groupmgr.extensions import db
from groupmgr.kernel.period import Period, Reading, Scope

UNITS, ACTIVITIES, ROUNDS = 2_000, 100_000, 25
BY_HAND = sa.text((Path(__file__).parent / "indicators.sql").read_text(encoding="utf-8"))
YEAR = Period.year(2024)
SCOPE = Scope(1, YEAR)
ASKED = {"group": 1, "start": str(YEAR.start), "end": str(YEAR.end)}
# Sums are kept as hundredths.
SUMS = {"S01", "S03", "S04", "S05"}
Deed = Callable[[], Any]


def measure() -> None:
    """Print CPU and wall time of both, run in turns, and see that they say the same."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/bench.db"
        app = create_app(
            {"HOME": Path(folder), "WORKER": "none", "SQLALCHEMY_DATABASE_URI": address}
        )
        with app.app_context():
            db.create_all()
            populate(db.session(), UNITS, ACTIVITIES)
            with Session(db.engine.execution_options(reads=True)) as session:
                _compare(session)
            db.session.remove()
            db.engine.dispose()


def _compare(session: Session) -> None:
    first = _timed(lambda: CATALOGUE.beside(session, SCOPE))
    same = _same(session)
    deeds = {
        "一览，三种读数": lambda: CATALOGUE.beside(session, SCOPE),
        "一览，一种读数": lambda: CATALOGUE.read(session, SCOPE),
        "手写的一条语句，三种读数": lambda: session.execute(BY_HAND, ASKED).all(),
    }
    runs = _in_turns(list(deeds.values()))
    title = (
        f"指标一览：{UNITS:,} 家单位，{ACTIVITIES:,} 项活动，毫秒，{ROUNDS} 轮，与手写结果{same}"
    )
    table = Table(title)
    table.heads("", "CPU 中位数", "CPU p95", "历时中位数", "历时 p95")
    table.row("一览，三种读数（程序启动后第一次）", first[0], first[0], first[1], first[1])
    for name, times in zip(deeds, runs, strict=True):
        cpu, wall = zip(*times, strict=True)
        table.row(name, *_middle(cpu), *_middle(wall))
    ratio = statistics.median(a[0] / b[0] for a, b in zip(runs[0], runs[2], strict=True))
    table.row("三种读数与手写之比（CPU，同轮相除）", f"{ratio:.2f}", "", "", "")
    table.print()


def _in_turns(deeds: Sequence[Deed]) -> list[list[tuple[float, float]]]:
    """Do each once in every round, so that a busy minute slows all of them alike."""
    for deed in deeds:
        deed()
    rounds = [[_timed(deed) for deed in deeds] for _ in range(ROUNDS)]
    return [list(times) for times in zip(*rounds, strict=True)]


def _timed(deed: Deed) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    deed()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def _middle(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def _same(session: Session) -> str:
    """Hold the figures against those of the statement; the numbers must be equal."""
    every = CATALOGUE.beside(session, SCOPE)
    figures = {reading: _parts(found) for reading, found in every.items()}
    for code, *values in session.execute(BY_HAND, ASKED):
        for reading, value in zip(Reading, values, strict=True):
            hand = None if value is None else Decimal(value) / (100 if code in SUMS else 1)
            if figures[reading][code] != hand:
                raise RuntimeError(f"{code} {reading}: {figures[reading][code]}, by hand {hand}")
    return "相同"


def _parts(found: Any) -> dict[str, Decimal | None]:
    """Return the value of every part: of a ratio its numerator and its denominator."""
    values = {code: figure.value for code, figure in found.items()}
    for indicator in CATALOGUE:
        if len(indicator.parts) == 2:
            over, under = indicator.parts
            figure = found[indicator.code]
            values |= {over.code: figure.numerator, under.code: figure.denominator}
    return values
