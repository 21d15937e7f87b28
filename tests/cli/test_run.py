import fcntl
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / "run"


def test_a_second_run_waits_until_the_first_has_installed():
    with (
        RUN.open() as first,
        subprocess.Popen([RUN, "db", "--help"], stdout=subprocess.DEVNULL) as second,
    ):
        fcntl.flock(first, fcntl.LOCK_EX)
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(4)
        fcntl.flock(first, fcntl.LOCK_UN)
        assert second.wait(60) == 0
