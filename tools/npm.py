"""Read a package of the npm registry without installing it or running any of its scripts."""

import base64
import hashlib
import json
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path


def fingerprint(content: bytes, algorithm: str = "sha384") -> str:
    """Return the content's hash as browsers and npm write it: `sha384-…` in base 64."""
    digest = hashlib.new(algorithm, content).digest()
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


@dataclass(frozen=True)
class Package:
    """One version of a package: what it holds and the hash of its tarball."""

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
        return Package(fingerprint(tarball.read_bytes(), "sha512"), _contents(tarball))


def _contents(tarball: Path) -> dict[str, bytes]:
    contents = {}
    with tarfile.open(tarball) as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file:
                contents[member.name.partition("/")[2]] = file.read()
    return contents
