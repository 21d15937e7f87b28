"""A throw-away PostgreSQL cluster from the system's own packages."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

# Nothing of it must survive a crash, so it need not wait for the disk.
CARELESS = "-F -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def programs():
    """Return the folder of the newest installed server's programs, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextlib.contextmanager
def cluster():
    """Start a cluster on a free port of this machine; yield the address of its server."""
    folder = Path(tempfile.mkdtemp(prefix="groupmgr-postgres-"))
    user = _hand_over(folder)
    port = _free_port()
    data = ["-D", str(folder / "data")]
    _run(user, "initdb", *data, "-A", "trust", "-U", "app", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    options = f"-p {port} -h 127.0.0.1 -k {folder} {CARELESS}"
    _run(user, "pg_ctl", *data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://app@127.0.0.1:{port}"
    finally:
        _run(user, "pg_ctl", *data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _hand_over(folder):
    """PostgreSQL refuses to run as root: give the folder to its own user."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _run(user, program, *arguments):
    command = [*user, str(programs() / program), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603
