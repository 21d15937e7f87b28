"""Read a package of the npm registry without installing it or running any of its scripts."""

import json
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.vendored import fingerprint


@dataclass(frozen=True)
class Package:
    """One version of a package: what it holds and the hash of its archive."""

    integrity: str
    files: dict[str, bytes]

    @property
    def licence(self) -> str:
        """The licence that the package names in its own description."""
        return str(json.loads(self.files["package.json"])["license"])


def fetch(name: str, version: str) -> Package:
    """Download one version by npm, which holds it against the registry's own hash."""
    command = ["npm", "pack", "--json", "--ignore-scripts", f"{name}@{version}"]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603
        (tarball,) = Path(folder).glob("*.tgz")
        with tarfile.open(tarball) as archive:
            files = contents(archive)
        return Package(fingerprint(tarball.read_bytes(), "sha512"), files)


def contents(archive: tarfile.TarFile) -> dict[str, bytes]:
    """Return the files of an archive by their path below its one top folder."""
    opened = {member.name: archive.extractfile(member) for member in archive if member.isfile()}
    return {name.partition("/")[2]: file.read() for name, file in opened.items() if file}
