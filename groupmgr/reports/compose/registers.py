"""The annexes that list what the group has and did, from its members to its activities."""

from collections.abc import Iterable

from groupmgr.reports.compose.phrases import day
from groupmgr.reports.facts import Activity, Facts, Meeting
from groupmgr.reports.outline import Annex, Cell, Column, Table

_NUMBER = Column("记录号", 2, "center")


def registers(facts: Facts) -> tuple[Annex, ...]:
    """List the records behind the report; a register without records makes no annex."""
    return tuple(
        Annex(title, tables, key, wide=key == "annex/activities")
        for key, title, tables in (
            ("annex/bases", "实训基地一览表", _bases(facts)),
            ("annex/studios", "大师工作室一览表", _studios(facts)),
            ("annex/projects", "合作项目与协议一览表", (*_projects(facts), *_agreements(facts))),
            ("annex/meetings", "会议与议定事项一览表", (*_meetings(facts), *_follow_ups(facts))),
            ("annex/activities", "活动一览表", _activities(facts)),
        )
        if tables
    )


def members(facts: Facts) -> tuple[Annex, ...]:
    """List the roll of members."""
    columns = (
        *(Column("序号", 2, "center"), Column("单位名称", 10), Column("单位类别", 6)),
        *(Column("成员级别", 4), Column("加入日期", 4, "center"), _NUMBER),
    )
    rows = (
        (f"{place}", m.name, m.kind, m.rank, _or_dash(m.joined_on), f"{m.number}")
        for place, m in enumerate(facts.members, 1)
    )
    tables = _table("成员单位名单", "members", columns, rows)
    return (Annex("成员单位名单", tables, "annex/members"),) if tables else ()


def _bases(facts: Facts) -> tuple[Table, ...]:
    columns = (
        *(_NUMBER, Column("基地名称", 8), Column("类别", 5), Column("级别", 3)),
        *(Column("依托单位与共建单位", 7), Column("状态", 3)),
    )
    rows = (
        (
            f"{b.number}",
            b.name,
            "、".join(b.kinds),
            b.level,
            "、".join((b.host, *b.partners)),
            b.state,
        )
        for b in facts.bases
    )
    return _table("实训基地", "bases", columns, rows)


def _studios(facts: Facts) -> tuple[Table, ...]:
    columns = (
        *(_NUMBER, Column("工作室名称", 8), Column("类别", 4), Column("级别", 3)),
        *(Column("依托单位", 6), Column("领衔人", 3), Column("状态", 2)),
    )
    rows = (
        (f"{s.number}", s.name, s.kind, s.level, s.host, s.leader, s.state) for s in facts.studios
    )
    return _table("大师工作室", "studios", columns, rows)


def _projects(facts: Facts) -> tuple[Table, ...]:
    columns = (
        *(_NUMBER, Column("项目名称", 8), Column("项目类型", 4), Column("合作方", 7)),
        *(Column("起止日期", 4, "center"), Column("状态", 3)),
    )
    rows = (
        (
            f"{p.number}",
            p.name,
            p.kind,
            "、".join(p.parties),
            _span(p.starts_on, p.ends_on),
            p.state,
        )
        for p in facts.projects
    )
    return _table("合作项目", "projects", columns, rows)


def _agreements(facts: Facts) -> tuple[Table, ...]:
    columns = (
        *(_NUMBER, Column("协议名称", 8), Column("类型", 4), Column("签署单位", 7)),
        *(Column("签订与到期", 4, "center"), Column("状态", 3)),
    )
    rows = (
        (
            f"{a.number}",
            a.name,
            a.kind,
            "、".join(a.parties),
            _span(a.signed_on, a.expires_on),
            a.state,
        )
        for a in facts.agreements
    )
    return _table("合作协议", "agreements", columns, rows)


def _meetings(facts: Facts) -> tuple[Table, ...]:
    columns = (
        *(_NUMBER, Column("会议名称", 9), Column("会议类型", 5), Column("日期", 4, "center")),
        *(Column("参会/应到单位", 3, "center"), Column("决议数", 2, "center"), Column("状态", 3)),
    )
    rows = (
        (
            f"{m.number}",
            m.title,
            m.kind,
            m.held_on,
            _turnout(m),
            f"{len(m.resolutions)}",
            m.state,
        )
        for m in facts.meetings
    )
    return _table("会议", "meetings", columns, rows)


def _follow_ups(facts: Facts) -> tuple[Table, ...]:
    columns = (
        *(Column("序号", 2, "center"), Column("跟踪督办事项", 10), Column("责任单位", 6)),
        *(Column("完成时限", 4, "center"), Column("状态", 2), Column("交办会议", 4)),
    )
    rows = (
        (f"{place}", f.matter, "、".join(f.units) or "—", f.due_on, f.state, f.meeting)
        for place, f in enumerate(facts.follow_ups, 1)
    )
    return _table("议定事项跟踪督办", "follow-ups", columns, rows)


def _activities(facts: Facts) -> tuple[Table, ...]:
    columns = (
        *(Column("记录号", 2, "center"), Column("日期", 3, "center"), Column("活动名称", 9)),
        *(Column("类别", 4), Column("参与单位", 7), Column("主要数据", 3)),
    )
    rows = tuple(_activity(activity) for activity in facts.activities)
    return (Table("活动", columns, rows, "activities"),) if rows else ()


def _activity(activity: Activity) -> tuple[Cell, ...]:
    amounts = "、".join(f"{amount.value}{amount.unit}" for amount in activity.amounts)
    units = "、".join(activity.units)
    days = dict.fromkeys(map(day, (activity.starts_on, activity.ends_on)))
    return (
        f"{activity.number}",
        "至".join(days),
        activity.title,
        activity.category,
        units,
        amounts or "—",
    )


def _table(
    caption: str, key: str, columns: tuple[Column, ...], rows: Iterable[tuple[str, ...]]
) -> tuple[Table, ...]:
    listed = tuple(rows)
    return (Table(caption, columns, listed, key),) if listed else ()


def _span(start: str | None, end: str | None) -> str:
    return _or_dash(start) if start == end else f"{_or_dash(start)}至{_or_dash(end)}"


def _turnout(meeting: Meeting) -> str:
    return f"{meeting.attended}/{meeting.invited}" if meeting.invited else "—"


def _or_dash(words: str | None) -> str:
    return words or "—"
