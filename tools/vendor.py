"""Bring the pinned front-end files of vendor.json into the repository: `python -m tools.vendor`."""

import json
from typing import Any

from tools import npm, vendored
from tools.icons import sprite

SPEC = vendored.ROOT / "tools/vendor.json"
LOCK = vendored.LOCKS[0]


def wanted_files(spec: dict[str, Any], package: npm.Package) -> dict[str, bytes]:
    """Return path and content of what the product takes from one package."""
    files = {target: package.files[source] for source, target in spec["files"].items()}
    if "copyright" in spec:  # the archive carries no licence text: MIT asks for it
        _, _, terms = (vendored.ROOT / "LICENSE").read_text().partition("contributors\n")
        files["LICENSE"] = f"MIT License\n\n{spec['copyright']}\n{terms}".encode()
    if "icons" in spec:
        files["icons.svg"] = sprite(package.files, spec["icons"]).encode()
    return {f"{spec['folder']}/{name}": content for name, content in files.items()}


def bring(name: str, spec: dict[str, Any]) -> vendored.Part:
    """Write one package's files and return what the lock says of them."""
    package = npm.fetch(name, spec["version"])
    files = vendored.save(wanted_files(spec, package))
    return vendored.Part(spec["version"], package.licence, package.integrity, files)


def main() -> None:
    """Bring every package and write the lock."""
    specs = json.loads(SPEC.read_text())
    vendored.write(LOCK, {name: bring(name, spec) for name, spec in specs.items()})


if __name__ == "__main__":
    main()
