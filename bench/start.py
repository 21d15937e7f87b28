"""From the command to the first page: what somebody waits who starts the product."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.table import Table

ROUNDS = 5
GROUPMGR = Path(sys.executable).parent / "groupmgr"


def measure() -> None:
    """Print the seconds from the start of a migrated home to its sign-in page."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GROUPMGR_HOME": folder}
        subprocess.run([GROUPMGR, "db", "upgrade"], env=environment, check=True)  # noqa: S603
        seconds = [_start(environment) for _ in range(ROUNDS)]
    table = Table(f"启动：groupmgr serve 到登录页，{ROUNDS} 次")
    table.heads("", "中位数（秒）", "最长")
    table.row("启动到首页", statistics.median(seconds), max(seconds))
    table.print()


def _start(environment: dict[str, str]) -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(GROUPMGR), "serve", "--port", str(port)]
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            _wait(f"http://127.0.0.1:{port}/sign-in")
            return time.perf_counter() - start
        finally:
            server.terminate()


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address):  # noqa: S310
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not answer in 30 seconds")
