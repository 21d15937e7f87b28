"""Build static/fonts anew: `python -m tools.fonts`, on Debian 12 with npm."""

import gzip

from tools import npm, vendored
from tools.fonts import debian
from tools.fonts.face import Face, build
from tools.fonts.faces import FACES, SOURCES

FOLDER = "static/fonts"


def fetch(package: str) -> tuple[str, dict[str, bytes]]:
    """Return hash and files of `npm:NAME` or `debian:NAME` in the version that is pinned."""
    registry, _, name = package.partition(":")
    if registry == "debian":
        return debian.fetch(name, SOURCES[package].version)
    found = npm.fetch(name, SOURCES[package].version)
    return found.integrity, found.files


def files_of(face: Face, contents: dict[str, bytes]) -> dict[str, bytes]:
    """Return the built face and its licence by their place in the repository."""
    licence = contents[face.licence]
    if face.licence.endswith(".gz"):
        licence = gzip.decompress(licence)
    place = f"{FOLDER}/{face.family}"
    return {f"{place}.ttf": build(face, contents[face.outlines]), f"{place}.LICENSE": licence}


def main() -> None:
    """Build every face of every package and write the lock."""
    parts = {}
    for package, source in SOURCES.items():
        integrity, contents = fetch(package)
        files: dict[str, bytes] = {}
        for face in FACES:
            if face.package == package:
                files |= files_of(face, contents)
        marks = vendored.save(files)
        parts[package] = vendored.Part(source.version, source.licence, integrity, marks)
    vendored.write(vendored.LOCKS[1], parts)


if __name__ == "__main__":
    main()
