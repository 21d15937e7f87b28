"""The logins as a page for people to read."""

from groupmgr.demo.accounts import LOGINS, PASSWORD


def sheet() -> str:
    """Return who can sign in, as what and where, and the password of all."""
    lines = [f"演示账号（密码都是 {PASSWORD}）："]
    lines += [f"  {one.login:<10}{one.role.label}  {one.name}  {one.place}" for one in LOGINS]
    return "\n".join(lines)
