"""Let another process open what strangers sent, so that what breaks there breaks nothing here."""

import os
import subprocess
import sys
from pathlib import Path

SECONDS = 30


def look(source: Path, media_type: str, draft: Path) -> str:
    """Write the first page or the first lines; return `picture`, `text`, or nothing."""
    return _run("look", source, media_type, draft)


def read(source: Path, media_type: str, draft: Path) -> str:
    """Return the text of a file, or nothing where none can be read."""
    return draft.read_text(encoding="utf-8") if _run("read", source, media_type, draft) else ""


def _run(task: str, source: Path, media_type: str, draft: Path) -> str:
    command = [sys.executable, "-m", "groupmgr.files.opening"]
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603
            [*command, task, str(source), media_type, str(draft)],
            env=settings,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout if done.returncode == 0 else ""
