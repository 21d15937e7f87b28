"""From the command to the first page: what somebody waits who starts the product."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.table import Table

ROUNDS = 5
GROUPMGR = Path(sys.executable).parent / "groupmgr"


def measure() -> None:
    """Print the seconds from the start of a migrated home to its sign-in page."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"GROUPMGR_HOME": folder}
        seconds = [_start(settings) for _ in range(ROUNDS + 1)][1:]
    table = Table(f"启动：groupmgr serve 到登录页，{ROUNDS} 次")
    table.heads("", "中位数（秒）", "最长")
    table.row("启动到首页", statistics.median(seconds), max(seconds))
    table.print()


@contextmanager
def serving(settings: Mapping[str, str]) -> Iterator[str]:
    """Serve a home, migrated before; yield the address as soon as it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(GROUPMGR), "serve", "--upgrade", "--port", str(port)]
    environment = {**os.environ, **settings}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/sign-in")
            yield address
        finally:
            server.terminate()


def _start(settings: Mapping[str, str]) -> float:
    start = time.perf_counter()
    with serving(settings):
        return time.perf_counter() - start


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address):  # noqa: S310
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not answer in 30 seconds")
