"""Stories in the media about activities."""

import sqlalchemy as sa

from groupmgr.activities.indicators.counted import SOURCE, counts
from groupmgr.activities.models import Activity, MediaReport, Party
from groupmgr.kernel.indicator import Indicator, Rows
from groupmgr.kernel.levels import Level
from groupmgr.kernel.period import Scope
from groupmgr.members.roll import member_on

_RANK = sa.case(*((MediaReport.level == level, rank) for rank, level in enumerate(Level)))


def _entries(scope: Scope) -> Rows:
    """Select the reports of the period with the key of their story: its entry of highest level."""
    story = sa.func.first_value(MediaReport.id).over(
        partition_by=(MediaReport.title, sa.func.coalesce(MediaReport.url, "")),
        order_by=(_RANK, MediaReport.id),
    )
    return sa.select(story.label("id"), MediaReport.activity_id, MediaReport.on).where(
        MediaReport.on.between(scope.period.start, scope.period.end),
        counts(MediaReport.activity_id, scope),
    )


def _stories(scope: Scope) -> Rows:
    entries = _entries(scope).subquery()
    return (
        sa.select(
            MediaReport.id,
            MediaReport.title,
            MediaReport.outlet,
            MediaReport.level,
            MediaReport.on,
            MediaReport.activity_id,
            Activity.title.label("activity"),
        )
        .join(Activity, Activity.id == MediaReport.activity_id)
        .where(MediaReport.id.in_(sa.select(entries.c.id)))
    )


def _shares(scope: Scope) -> Rows:
    entries = _entries(scope).subquery()
    return (
        sa.select(entries.c.id, Party.unit_id)
        .join(Party, Party.activity_id == entries.c.activity_id)
        .where(member_on(scope.group_id, Party.unit_id, entries.c.on))
        .distinct()
    )


ALL = (
    Indicator(
        code="C04",
        name="媒体宣传报道数",
        unit="篇",
        definition="刊发日期在统计期内、所属活动经本集团审核通过的报道；"
        "标题和链接相同的为同一篇，只计一次，按最高级别计，活动作废或退回的不计。",
        source=SOURCE,
        rows=_stories,
        shares=_shares,
        columns={
            "title": "报道标题",
            "outlet": "媒体",
            "level": "级别",
            "on": "刊发日期",
            "activity": "活动名称",
        },
        broken_by="level",
        opens="activities.show",
        record="activity_id",
        dated="on",
        proved=True,
    ),
)
