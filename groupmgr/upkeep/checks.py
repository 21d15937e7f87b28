"""Every question to an installation, in the order in which the answers help."""

from collections.abc import Callable, Iterator

import sqlalchemy as sa

from groupmgr.upkeep.database_checks import migrated, reachable, sound, unbroken_journal
from groupmgr.upkeep.figure_checks import recounted
from groupmgr.upkeep.file_checks import claimed, complete, room
from groupmgr.upkeep.finding import Finding, Site
from groupmgr.upkeep.machine_checks import faces, printing, worked
from groupmgr.upkeep.record_checks import agreeing

CHECKS: tuple[tuple[str, Callable[[Site], Finding]], ...] = (
    ("数据库", reachable),
    ("数据库版本", migrated),
    ("数据库文件", sound),
    ("操作日志", unbroken_journal),
    ("记录", agreeing),
    ("指标", recounted),
    ("存储的文件", complete),
    ("多余的文件", claimed),
    ("磁盘空间", room),
    ("文档字体", faces),
    ("PDF 组件", printing),
    ("后台工作", worked),
)


def examine(site: Site) -> Iterator[tuple[str, Finding]]:
    """Ask every question; one that cannot be asked is no good answer either."""
    for subject, check in CHECKS:
        try:
            yield subject, check(site)
        except sa.exc.DBAPIError as error:
            reason = str(error.orig).strip().partition("\n")[0]
            yield subject, Finding(f"无法检查（{reason}）", "请检查数据库服务和前面的问题")
        except OSError as error:
            yield subject, Finding(f"不能读取 {error.filename}", "请检查权限和磁盘")
