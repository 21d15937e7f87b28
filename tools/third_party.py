"""THIRD-PARTY.md: what the product is built from, drawn from the locks so that it stays true.

`python -m tools.third_party` writes it; `--check` tells whether it is what would be written.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from tools import vendored

PAGE = vendored.ROOT / "THIRD-PARTY.md"
TEXT = """\
# Third-party parts

groupmgr itself is under the [MIT licence](LICENSE). This list is drawn from the lock files by
`python -m tools.third_party`; CI refuses one that is out of date.

## In this repository

Each lies unchanged beside its licence; faces are cut down, converted to TrueType, brought to one
height and renamed by `tools/fonts`, which is also the build script of the one under the GPL (its
font exception leaves the documents free).

{vendored}

## Installed with the product

Installed from its own package with its own licence text (`.venv/lib/*/site-packages/*.dist-info`);
none is changed or bundled. psycopg (LGPL) is only in the installation on PostgreSQL.

{product}

## Installed for tests and checks only

{development}

From Debian the product uses Pango (LGPL-2.0-or-later), HarfBuzz (MIT) and Fontconfig (MIT); the
tests use Chromium, PostgreSQL, Poppler, MuPDF and qpdf.
"""
#: Long ways to say what has a short name.
SHORT = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Zope Public License": "ZPL-2.1",
}
#: Projects that name their licence in its text alone.
IN_TEXT = {"resvg_py": "MIT"}


def locked(name: str) -> dict[str, list[str]]:
    """Return each project of a lock with its versions (more than one where Pythons differ)."""
    text = (vendored.ROOT / f"requirements/{name}.txt").read_text()
    versions: dict[str, list[str]] = {}
    for project, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE):
        versions.setdefault(project, []).append(version)
    return versions


def licence(about: PackageMetadata) -> str:
    """Return the licence as the project states it, in the shortest of its forms."""
    classifiers = [
        text.rpartition(" :: ")[2]
        for text in about.get_all("Classifier", [])
        if text.startswith("License ::") and not text.endswith("OSI Approved")
    ]
    named = about.get("License-Expression") or " or ".join(classifiers) or about.get("License")
    return SHORT.get(named, named) if named else IN_TEXT[about["Name"]]


def python_rows(projects: dict[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """Return name, versions and licence of what is installed here; other systems' parts are not."""
    for name, versions in projects.items():
        try:
            yield name, ", ".join(versions), licence(metadata(name))
        except PackageNotFoundError:
            continue


def vendored_rows() -> Iterator[tuple[str, str, str, str]]:
    """Return name, version, licence and place of everything that is kept in the repository."""
    for lock in vendored.LOCKS:
        for name, part in vendored.read(lock).items():
            files = [path for path in part.files if "LICENSE" not in path and "NOTICE" not in path]
            yield name, part.version, part.licence, ", ".join(f"`{path}`" for path in files)


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def page() -> str:
    """Return the whole page."""
    product, everything = locked("scale"), locked("dev")
    development = {name: everything[name] for name in everything if name not in product}
    heads = ("part", "version", "licence")
    return TEXT.format(
        vendored=table((*heads, "files"), vendored_rows()),
        product=table(heads, python_rows(product)),
        development=table(heads, python_rows(development)),
    )


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text() != page() and "THIRD-PARTY.md is out of date")
    PAGE.write_text(page())
