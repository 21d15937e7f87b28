"""Reports of three sizes as PDF: cold, and after one record changed; beside Chromium, and Word.

On a machine that others use the seconds of the processors tell more than those of the clock.
Ours are measured in a program that is loaded; Chromium has to start.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2

from bench.table import Table
from groupmgr.reports.facts import Facts
from groupmgr.reports.seal import freeze, thaw
from tests.reports.samples import year_facts

CHROMIUM = os.environ.get("CHROMIUM", "chromium")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
LARGE, LARGEST = 1_400, 7_000


def measure() -> None:
    """Print seconds, pages and peak memory of each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = Table("年度报告：生成用时")
        table.heads("", "秒", "处理器秒", "页", "内存峰值（MB）")
        sizes = {
            "演示年度": _demo(folder),
            f"{LARGE:,} 项活动": year_facts(LARGE),
            f"{LARGEST:,} 项活动": year_facts(LARGEST),
        }
        for number, (size, facts) in enumerate(sizes.items()):
            inside = folder / str(number)
            inside.mkdir()
            for words, *row in _measured(inside, facts):
                table.row(f"{size}，{words}", *row)
        table.print()


def _measured(folder: Path, facts: Facts) -> Iterator[tuple[str, float, float | str, int, float]]:
    kept = str(folder / "kept")
    first, *others = facts.activities
    changed = (replace(first, title=f"{first.title}（更正）"), *others)
    yield "首次 PDF", *_make(folder, facts, "pdf", kept)
    yield "改一条记录后 PDF", *_make(folder, replace(facts, activities=changed), "pdf", kept)
    yield "不分开排版的 PDF", *_make(folder, facts, "pdf", "whole")
    yield "Word", *_make(folder, facts, "docx")
    _make(folder, facts, "html")
    printed, page = folder / "chromium.pdf", (folder / "report.html").as_uri()
    profile = f"--user-data-dir={folder / 'profile'}"
    start = time.perf_counter()
    _, peak = _run([CHROMIUM, *QUIET, profile, f"--print-to-pdf={printed}", page])
    seconds = time.perf_counter() - start  # its helpers do not tell what they worked
    yield "Chromium 打印同一页面", seconds, "—", _pages(printed), peak


def _demo(folder: Path) -> Facts:
    environment = {**os.environ, "GROUPMGR_HOME": str(folder / "home")}
    facts = folder / "facts.json"
    report = ["report", "build", "--group", "yunling", "--year", "2024", "--output", str(facts)]
    for words in (["db", "upgrade"], ["demo"], report):
        command = [str(Path(sys.executable).parent / "groupmgr"), *words]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return thaw(facts.read_text(encoding="utf-8"))


def _make(folder: Path, facts: Facts, form: str, *how: str) -> tuple[float, float, int, float]:
    stated, output = folder / "facts.json", folder / f"report.{form}"
    stated.write_text(freeze(facts), encoding="utf-8")
    told, peak = _run([sys.executable, "-m", "bench.report_once", str(stated), str(output), *how])
    seconds, worked = map(float, told.split())
    return seconds, worked, _pages(output), peak


def _run(command: list[str]) -> tuple[str, float]:
    """Return what a command prints, and the peak memory of all its processes."""
    peak = 0.0
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.2)
        told = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return told, peak


def _pages(file: Path) -> int:
    return len(pypdfium2.PdfDocument(file)) if file.suffix == ".pdf" else 0


def _memory(pid: int) -> float:
    """Return the proportional memory of a process tree in MB."""
    total, waiting = 0, [pid]
    while waiting:
        process = Path("/proc") / str(waiting.pop())
        try:
            lines = (process / "smaps_rollup").read_text().splitlines()
            children = (process / "task" / process.name / "children").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        waiting += [int(child) for child in children.split()]
    return total / 1024
