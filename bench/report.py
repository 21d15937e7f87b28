"""The report of the demo year as PDF and Word, beside Chromium printing the same page."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2

from bench.table import Table

GROUPMGR = Path(sys.executable).parent / "groupmgr"
CHROMIUM = os.environ.get("CHROMIUM", "chromium")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")


def measure() -> None:
    """Print seconds, pages and peak memory of both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "GROUPMGR_HOME": str(folder / "home")}
        for words in (["db", "upgrade"], ["demo"]):
            subprocess.run(  # noqa: S603
                [GROUPMGR, *words], env=environment, check=True, stdout=subprocess.DEVNULL
            )
        _build(folder / "report.html", environment)
        table = Table("演示年度的报告")
        table.heads("", "秒", "页", "内存峰值（MB）")
        table.row("groupmgr report build", *_build(folder / "report.pdf", environment))
        seconds, _, peak = _build(folder / "report.docx", environment)
        table.row("同一报告的 Word", seconds, "", peak)
        printed = folder / "chromium.pdf"
        page = (folder / "report.html").as_uri()
        profile = f"--user-data-dir={folder / 'profile'}"
        command = [CHROMIUM, *QUIET, profile, f"--print-to-pdf={printed}", page]
        table.row("Chromium 打印同一页面", *_run(command, environment, printed))
        table.print()


def _build(output: Path, environment: dict[str, str]) -> tuple[float, int, float]:
    place = ["--group", "yunling", "--year", "2024", "--output", str(output)]
    return _run([str(GROUPMGR), "report", "build", *place], environment, output)


def _run(command: list[str], environment: dict[str, str], output: Path) -> tuple[float, int, float]:
    """Return seconds, pages and the peak memory of the process and its children together."""
    start, peak = time.perf_counter(), 0.0
    with subprocess.Popen(  # noqa: S603
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.02)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return seconds, _pages(output), peak


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
