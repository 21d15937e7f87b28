"""What a backup looks like: a ZIP of the database, the stored files and a manifest of both."""

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from groupmgr.kernel.errors import RuleBroken

FORMAT = 1
MANIFEST, DATABASE, FILES = "manifest.json", "database", "files"
#: The only names that are ever unpacked, so that none of them leads out of the folder.
_MEMBER = re.compile(r"database|files/([0-9a-f]{2})/\1[0-9a-f]{62}")
DAMAGED = "备份已损坏或被改动过，没有恢复任何内容"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Where a backup comes from, and the SHA-256 of each of its members.

    `kind` is the kind of database, `revision` its migration; `lost` names the
    stored files that were missing or damaged when the backup was made.
    """

    made_at: str
    version: str
    kind: str
    revision: str
    members: Mapping[str, str]
    lost: Sequence[str]

    @property
    def files(self) -> int:
        """Return the number of stored files."""
        return len(self.members) - 1

    def written(self) -> str:
        """Return the manifest as it stands in the archive."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)


def member(sha256: str) -> str:
    """Return the name under which a stored file lies in the archive."""
    return f"{FILES}/{sha256[:2]}/{sha256}"


def read_manifest(package: zipfile.ZipFile) -> Manifest:
    """Return the manifest; raise `RuleBroken` unless it names exactly what the archive holds."""
    names = package.namelist()
    if MANIFEST not in names:
        raise RuleBroken("这个文件不是 groupmgr 的备份")
    manifest = _parsed(package.read(MANIFEST))
    if sorted(names) != sorted([MANIFEST, *manifest.members]) or DATABASE not in names:
        raise RuleBroken(DAMAGED)
    if not all(_proper(name, sha256) for name, sha256 in manifest.members.items()):
        raise RuleBroken(DAMAGED)
    return manifest


def _proper(name: str, sha256: str) -> bool:
    return bool(_MEMBER.fullmatch(name)) and name in (DATABASE, member(sha256))


def _parsed(text: bytes) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(text)
        written_as = told.pop("format")
        if written_as == FORMAT:
            words = {key: str(told[key]) for key in ("made_at", "version", "kind", "revision")}
            members = {str(name): str(sha256) for name, sha256 in told["members"].items()}
            return Manifest(**words, members=members, lost=tuple(told["lost"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RuleBroken(DAMAGED) from error
    raise RuleBroken(f"备份的格式（{written_as}）不是这个版本的程序能读的，请换较新的版本")
