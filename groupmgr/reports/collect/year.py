"""Everything the report of a group's year states."""

import datetime as dt

from sqlalchemy.orm import Session

from groupmgr.groups.models import Group
from groupmgr.reports.collect import events, figures, masthead, missing, registers, roll
from groupmgr.reports.collect.span import Span
from groupmgr.reports.facts import Facts


def collect(session: Session, group: Group, year: int, as_of: dt.date, site: str = "") -> Facts:
    """Read the facts of a year as they stood at the end of the cut-off day.

    `site` is the address under which people reach the installation, where that is known.
    """
    span = Span.of(session, group, year, as_of)
    before = events.months_before(span)
    return Facts(
        group=roll.group(span),
        year=year,
        as_of=span.as_of.isoformat(),
        site=site,
        masthead=masthead.masthead(span),
        figures=figures.figures(span, compared=bool(before)),
        members=roll.members(span),
        joined=roll.joined(span),
        left=roll.left(span),
        former=roll.former(span),
        bases=registers.bases(span),
        studios=registers.studios(span),
        projects=registers.projects(span),
        agreements=registers.agreements(span),
        meetings=events.meetings(span),
        cadences=roll.cadences(span),
        follow_ups=events.follow_ups(span),
        ties=roll.ties(span),
        honours=roll.honours(span),
        plans=roll.plans(span),
        activities=events.activities(span),
        months_before=before,
        missing=missing.missing(span),
    )
