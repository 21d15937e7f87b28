"""Questions to the machine: can it print documents, and does anybody do the jobs."""

import datetime as dt
import re

import sqlalchemy as sa
from weasyprint.text import ffi

from groupmgr.jobs.models import Job, JobState
from groupmgr.kernel.clock import now
from groupmgr.paths import resource_dir
from groupmgr.upkeep.finding import Finding, Site

LONGEST_WAIT = dt.timedelta(hours=1)
#: A living worker takes a job that was left within seconds.
LONGEST_LEFT = dt.timedelta(minutes=1)


def faces(site: Site) -> Finding:
    """Look whether every face that the documents ask for is there."""
    sheet = resource_dir("static") / "css" / "fonts.css"
    asked = re.findall(r"url\((.+?)\)", sheet.read_text(encoding="utf-8"))
    missing = [face for face in asked if not (sheet.parent / face).is_file()]
    if missing:
        return Finding(f"缺少 {'、'.join(missing)}", "安装不完整，请重新安装程序")
    return Finding(f"{len(asked)} 种")


def printing(site: Site) -> Finding:
    """Look whether faces can be cut to the characters in use; the rest is loaded by now."""
    if ffi.harfbuzz_subset is None:
        remedy = "请执行 ./run，或安装系统软件包 libharfbuzz-subset0"
        return Finding("缺少 libharfbuzz-subset，PDF 会嵌入整套字体", remedy)
    return Finding("Pango 和 HarfBuzz 可用")


def worked(site: Site) -> Finding:
    """Look for jobs that a living worker would have taken."""
    left = sa.and_(Job.state == JobState.RUNNING, Job.lease_until < now() - LONGEST_LEFT)
    late = sa.and_(Job.state == JobState.QUEUED, Job.created_at < now() - LONGEST_WAIT)
    counts = sa.select(sa.func.count().filter(left), sa.func.count().filter(late))
    with site.reading.connect() as connection:
        dropped, waiting = connection.execute(counts.select_from(Job)).one()
    if dropped or waiting:
        return Finding(
            f"{dropped} 项中断后无人接手，{waiting} 项排队超过一小时",
            "请确认 groupmgr serve（或 groupmgr worker）正在运行",
        )
    return Finding("没有积压")
