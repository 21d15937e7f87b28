"""Lock what requirements/*.in name, in one resolution; needs `uv` on the PATH.

`python -m tools.requirements` keeps the versions it finds; `--upgrade` takes newer ones.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path("requirements")
#: Each lock is complete on its own; dev comes first and holds the others to its versions.
LOCKS = {
    "dev": ("base", "build", "scale", "dev"),
    "scale": ("base", "build", "scale"),
    "base": ("base", "build"),
}


def lock(name: str, *options: str) -> None:
    """Write one lock with the hash of every file that may be installed."""
    sources = [str(FOLDER / f"{part}.in") for part in LOCKS[name]]
    command = ["uv", "pip", "compile", *sources, "-o", str(FOLDER / f"{name}.txt"), "--quiet"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate"]
    command += ["--no-emit-index-url", "--custom-compile-command", "python -m tools.requirements"]
    subprocess.run([*command, *options], check=True)  # noqa: S603


def main() -> None:
    """Resolve once, then cut the smaller locks out of the largest."""
    lock("dev", *sys.argv[1:])
    for name in ("scale", "base"):
        lock(name, "--constraint", str(FOLDER / "dev.txt"), *sys.argv[1:])


if __name__ == "__main__":
    main()
