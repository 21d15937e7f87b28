"""Read a Debian package without installing it."""

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from tools.npm import contents
from tools.vendored import fingerprint


def fetch(name: str, version: str) -> tuple[str, dict[str, bytes]]:
    """Download one version by apt, which checks its signature; return its hash and its files."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["apt-get", "download", "-qq", f"{name}={version}"]
        subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)  # noqa: S603
        (package,) = Path(folder).glob("*.deb")
        unpack = ["dpkg-deb", "--fsys-tarfile", str(package)]
        tar = subprocess.run(unpack, check=True, capture_output=True).stdout  # noqa: S603
        with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
            return fingerprint(package.read_bytes(), "sha512"), contents(archive)
