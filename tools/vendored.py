"""What was vendored: where it came from and what its files must be, kept in lock files.

`python -m tools.vendored` holds the files against the locks, without a network.
"""

import base64
import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = (ROOT / "tools/vendor.lock.json", ROOT / "tools/fonts/fonts.lock.json")
#: Folders in which every file must be one of a lock's.
OWNED = ("static/vendor", "static/fonts", "tests/vendor")
#: What lies in them and is written here.
OURS = {"static/fonts/fonts.conf"}


@dataclass(frozen=True)
class Part:
    """One package of someone else and the files that were made from it here."""

    version: str
    licence: str
    integrity: str
    files: dict[str, str]


def fingerprint(content: bytes, algorithm: str = "sha384") -> str:
    """Return the content's hash as browsers and npm write it: `sha384-…` in base 64."""
    digest = hashlib.new(algorithm, content).digest()
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


def read(lock: Path) -> dict[str, Part]:
    """Return the parts that a lock names, none where there is no lock yet."""
    entries = json.loads(lock.read_text()) if lock.exists() else {}
    return {name: Part(**entry) for name, entry in entries.items()}


def write(lock: Path, parts: dict[str, Part]) -> None:
    """Write the lock, unless a version that was known before is another one today."""
    for name, before in read(lock).items():
        now = parts.get(name, before)
        if now.version == before.version and now.integrity != before.integrity:
            sys.exit(f"{name} {now.version} is not what it was when the lock was written")
    entries = {name: asdict(part) for name, part in parts.items()}
    lock.write_text(json.dumps(entries, indent=1, sort_keys=True) + "\n")


def save(files: dict[str, bytes]) -> dict[str, str]:
    """Write files by their path in the repository and return the hash of each."""
    for path, content in files.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_bytes(content)
    return {path: fingerprint(content) for path, content in files.items()}


def problems() -> list[str]:
    """Return the files that differ from a lock, are missing, or are nobody's."""
    expected: dict[str, str] = {}
    for lock in LOCKS:
        for part in read(lock).values():
            expected |= part.files
    present = {file for folder in OWNED for file in (ROOT / folder).rglob("*") if file.is_file()}
    present |= {ROOT / path for path in expected if (ROOT / path).exists()}
    found = {str(file.relative_to(ROOT)): fingerprint(file.read_bytes()) for file in present}
    paths = (expected.keys() | found.keys()) - OURS
    return sorted(path for path in paths if expected.get(path) != found.get(path))


if __name__ == "__main__":
    sys.exit("\n".join(problems()) or 0)
