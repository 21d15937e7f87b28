"""The list of what a person asked for."""

from flask import url_for

from groupmgr.jobs.models import Job
from groupmgr.web.columns import Column
from groupmgr.web.listing import Listing

DOWNLOADS = Listing(
    name="文件",
    counted="个",
    order=(Job.id.desc(),),
    columns=(
        Column(
            "name",
            "文件",
            lambda job: job.arguments["name"],
            link=lambda job: url_for("downloads.show", job_id=job.id),
        ),
        Column("created", "发起时间", lambda job: job.created_at, sort=Job.id),
        Column("state", "状态", lambda job: job.state, status=True),
    ),
)
