"""What a deployment decides, read from the environment; all that is kept lies in the home."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from groupmgr.kernel.errors import RuleBroken
from groupmgr.paths import PACKAGE


def home() -> Path:
    """Return the folder of database, files and secret key; made on first use.

    Raise `RuleBroken` where it cannot be written.
    """
    folder = Path(os.environ.get("GROUPMGR_HOME", PACKAGE.parent / "instance")).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise RuleBroken(
            f"数据目录 {folder} 不能写入（{error.strerror}）：请检查磁盘空间和权限，"
            "或用环境变量 GROUPMGR_HOME 指定另一目录"
        ) from error
    return folder


def from_environment() -> Mapping[str, object]:
    """Return the settings of a deployment."""
    folder = home()
    return {
        "HOME": folder,
        "SECRET_KEY": os.environ.get("GROUPMGR_SECRET_KEY") or _secret(folder / "secret.key"),
        "SQLALCHEMY_DATABASE_URI": os.environ.get(
            "GROUPMGR_DATABASE_URL", f"sqlite:///{folder / 'groupmgr.db'}"
        ),
        "SESSION_COOKIE_SECURE": os.environ.get("GROUPMGR_HTTPS") == "1",
        "TRUSTED_PROXY": os.environ.get("GROUPMGR_TRUSTED_PROXY"),
        "WORKER": os.environ.get("GROUPMGR_WORKER", "thread"),
        "SITE": os.environ.get("GROUPMGR_URL"),
        "SMTP_URL": os.environ.get("GROUPMGR_SMTP_URL"),
        "MAIL_FROM": os.environ.get("GROUPMGR_MAIL_FROM"),
    }


def _secret(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32), encoding="ascii")
    return file.read_text(encoding="ascii")
