import fcntl
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / "run"


def test_a_second_run_waits_until_the_first_has_installed():
    command = [RUN, "db", "--help"]
    with RUN.open() as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as second:  # noqa: S603
            with pytest.raises(subprocess.TimeoutExpired):
                second.wait(4)
            fcntl.flock(first, fcntl.LOCK_UN)
            assert second.wait(60) == 0
