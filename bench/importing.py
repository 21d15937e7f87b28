"""A workbook of 20,000 rows, one in twenty with a fault: compared, taken over, undone.

Every step runs in a process of its own, so that its peak of memory is its own.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import g
from flask_migrate import upgrade
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from bench.population import populate
from bench.table import Table
from groupmgr.app import create_app
from groupmgr.extensions import db
from groupmgr.groups.models import Group
from groupmgr.policy import Actor, Role
from groupmgr.workbooks.desk_forms import books, read, sit_down
from groupmgr.workbooks.forms import Filler
from groupmgr.workbooks.models import Import
from groupmgr.workbooks.service import bringing, taking, undoing
from groupmgr.workbooks.service.comparing import compare
from groupmgr.workbooks.stamps import Origin, Seal
from groupmgr.workbooks.writing import Line, Plan, write

ROWS, FAULTY_EVERY, UNITS = 20_000, 20, 100
SECRET, NAME = "bench", "bases.xlsx"


def measure() -> None:
    """Print the seconds and the peak of memory of every step."""
    with tempfile.TemporaryDirectory() as folder:
        table = Table(f"导入 {ROWS:,} 行实训基地，每 {FAULTY_EVERY} 行一处错误")
        table.heads("", "秒", "处理器秒", "内存峰值（MB）")
        _run("fill", folder)
        for step, words in WORDS.items():
            table.row(words, *_run(step, folder))
        table.print()


WORDS = {
    "openpyxl": "只用 openpyxl 读文件（只读方式）",
    "plain": "只用 openpyxl 读文件（普通方式）",
    "nothing": "程序启动，什么也不做",
    "reading": "读文件",
    "comparing": "读文件并比对，试写每一行",
    "taking": "导入",
    "handing": "下载全部登记",
    "undoing": "整体撤销",
}


def _run(step: str, folder: str) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "bench.importing", step, folder]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    told = json.loads(said.splitlines()[-1])
    return told["seconds"], told["processor"], told["memory"]


def _fill(folder: Path) -> None:
    """Make the group, and the workbook with its faults."""
    with _app(folder).app_context():
        upgrade()
        populate(db.session(), UNITS, 25)
        db.session.commit()
        desk = _desk(db.session())
        origin = Origin("bases", desk.actor.group_id, "测试", taking.now(), "测试")
        plan = Plan(desk.book, desk.columns, [], origin, Seal(SECRET))
        names = [choice.name for choice in g.units]
        (folder / NAME).write_bytes(write(plan, _lines(names)))


def _lines(units: list[str]) -> Iterator[Line]:
    for number in range(ROWS):
        row: dict[str, Any] = {
            "name": f"第{number}号智能制造实训基地",
            "kinds": "校内实训基地、虚拟仿真实训基地",
            "owner_unit_id": units[number % len(units)],
            "build_mode": "校企共建",
            "level": "校级",
            "state": "已建成运行",
            "since": "2023-09-01",
            "open_to": "社会",
            "floor_area": str(number % 5000 + 100),
            "built_on": "2023-09-01",
            "manager": "周敏",
            "main_programmes": "机械制造及自动化、机电一体化技术",
        }
        if number % FAULTY_EVERY == 0:
            row |= {"level": "宇宙级"} if number % 40 else {"owner_unit_id": "没有这家单位"}
        yield Line(row)


def _openpyxl(folder: Path, *, read_only: bool = True) -> None:
    book = load_workbook(folder / NAME, read_only=read_only, data_only=True)
    rows = sum(1 for row in book["实训基地"].iter_rows(values_only=True) if any(row))
    assert rows == ROWS + 1, rows  # noqa: S101


def _read(folder: Path) -> None:
    with _app(folder).app_context():
        desk = _desk(db.session())
        assert len(read(desk, NAME, (folder / NAME).read_bytes()).rows) == ROWS  # noqa: S101


def _compare(folder: Path) -> None:
    with _app(folder).app_context():
        desk = _desk(db.session())
        brought = read(desk, NAME, (folder / NAME).read_bytes())
        made = bringing.start(desk, NAME, "")
        compare(desk, brought, made, _commit)
        db.session.commit()
        counted = bringing.counted(db.session(), made)
        assert counted.accepted == ROWS - ROWS // FAULTY_EVERY, counted  # noqa: S101


def _take(folder: Path) -> None:
    with _app(folder).app_context():
        desk, made = _desk(db.session()), db.session.scalars(sa.select(Import)).one()
        taking.begin(db.session(), made)
        taking.take(desk, made, _commit)
        db.session.commit()


def _undo(folder: Path) -> None:
    with _app(folder).app_context():
        made = db.session.scalars(sa.select(Import)).one()
        undoing.undo(_desk(db.session()), made, _commit)
        db.session.commit()


def _hand_out(folder: Path) -> None:
    with _app(folder).app_context():
        bringing.hand_out(_desk(db.session()), Seal(SECRET), "测试")


def _commit(done: int, total: int) -> None:
    db.session.commit()


def _desk(session: Session) -> Filler:
    group = session.scalars(sa.select(Group)).one()
    actor = Actor(0, "测试", frozenset({Role.SYSTEM}), group.id)
    return sit_down(books()["bases"], session, group, actor)


def _app(folder: Path) -> Any:
    address = f"sqlite:///{folder / 'groupmgr.db'}"
    given = {"HOME": folder, "SECRET_KEY": SECRET, "SQLALCHEMY_DATABASE_URI": address}
    return create_app(given)


STEPS: Mapping[str, Callable[[Path], Any]] = {
    "fill": _fill,
    "openpyxl": _openpyxl,
    "plain": lambda folder: _openpyxl(folder, read_only=False),
    "nothing": lambda folder: None,
    "reading": _read,
    "comparing": _compare,
    "taking": _take,
    "undoing": _undo,
    "handing": _hand_out,
}

if __name__ == "__main__":
    began, worked = time.perf_counter(), time.process_time()
    STEPS[sys.argv[1]](Path(sys.argv[2]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": time.perf_counter() - began, "processor": time.process_time() - worked}
    print(json.dumps({**told, "memory": peak}))  # noqa: T201
