"""The logins, and where to look first, as a page for people to read."""

from groupmgr.demo.accounts import LOGINS, PASSWORD
from groupmgr.demo.groups import CODES, PROVINCIAL


def sheet() -> str:
    """Return who can sign in, as what and where, and the password of all."""
    lines = [f"演示账号（密码都是 {PASSWORD}）："]
    lines += [f"  {one.login:<10}{one.role.label}  {one.name}  {one.place}" for one in LOGINS]
    reports = f"/g/{CODES[PROVINCIAL]}/reports/"
    lines.append(f"演示报告：2023年已印发并附勘误，2024年正在征求意见，见 {reports}")
    return "\n".join(lines)
