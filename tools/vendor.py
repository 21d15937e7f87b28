"""Bring the pinned front-end files of vendor.json into the repository.

`python -m tools.vendor` fetches them and writes vendor.lock.json;
`python -m tools.vendor --check` holds what lies here against the lock, without a network.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tools import npm
from tools.icons import sprite

ROOT = Path(__file__).parents[1]
SPEC = ROOT / "tools/vendor.json"
LOCK = ROOT / "tools/vendor.lock.json"
#: Folders in which every file must be one of the lock's.
OWNED = ("static/vendor", "tests/vendor")

Json = dict[str, Any]


def wanted_files(spec: Json, package: npm.Package) -> dict[str, bytes]:
    """Return path and content of what the product takes from one package."""
    files = {target: package.files[source] for source, target in spec["files"].items()}
    if "copyright" in spec:  # the tarball carries no licence text: MIT asks for it
        _, _, terms = (ROOT / "LICENSE").read_text().partition("contributors\n")
        files["LICENSE"] = f"MIT License\n\n{spec['copyright']}\n{terms}".encode()
    if "icons" in spec:
        files["icons.svg"] = sprite(package.files, spec["icons"]).encode()
    return {f"{spec['folder']}/{name}": content for name, content in files.items()}


def bring(name: str, spec: Json, before: Json) -> Json:
    """Write one package's files and return its entry in the lock."""
    package = npm.fetch(name, spec["version"])
    known = before.get("integrity") if before.get("version") == spec["version"] else None
    if known not in (None, package.integrity):
        sys.exit(f"{name} {spec['version']} is not what it was when the lock was written")

    files = wanted_files(spec, package)
    for path, content in files.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_bytes(content)
    return {
        "version": spec["version"],
        "licence": package.licence,
        "integrity": package.integrity,
        "files": {path: npm.fingerprint(content) for path, content in files.items()},
    }


def fetch() -> None:
    """Bring every package and write the lock."""
    before = json.loads(LOCK.read_text()) if LOCK.exists() else {}
    specs = json.loads(SPEC.read_text())
    lock = {name: bring(name, spec, before.get(name, {})) for name, spec in specs.items()}
    LOCK.write_text(json.dumps(lock, indent=1, sort_keys=True) + "\n")


def problems() -> list[str]:
    """Return the files that differ from the lock, are missing, or are nobody's."""
    lock = json.loads(LOCK.read_text())
    expected = {path: mark for entry in lock.values() for path, mark in entry["files"].items()}
    present = {str(file.relative_to(ROOT)) for folder in OWNED for file in _files(folder)}
    found = {path: npm.fingerprint(content) for path, content in _contents(expected)}
    return sorted((present - expected.keys()) | _differing(expected, found))


def _files(folder: str) -> list[Path]:
    return [file for file in (ROOT / folder).rglob("*") if file.is_file()]


def _contents(paths: Json) -> list[tuple[str, bytes]]:
    return [(path, (ROOT / path).read_bytes()) for path in paths if (ROOT / path).exists()]


def _differing(expected: Json, found: Json) -> set[str]:
    return {path for path in expected if expected[path] != found.get(path)}


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("\n".join(problems()) or 0)
    fetch()
