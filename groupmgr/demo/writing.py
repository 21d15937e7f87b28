"""The manuscript of a year as it is when the secretariat has shared out the work."""

import datetime as dt

from groupmgr.demo.groups import PROVINCIAL
from groupmgr.demo.world import World
from groupmgr.reports.editing.edits import basis
from groupmgr.reports.editing.models import Exhibit, Manuscript, Outline, Passage, Version

_YEAR = 2024
_AT = dt.datetime(2024, 12, 26, 9, 30)  # noqa: DTZ001  # Beijing time, as everywhere
CASES = "results/own-1"
WORDS = "集团以产业链为单元组织校企结对，企业出题、师傅带教，把车间里的问题变成课堂上的项目。"
_CHART = "互派互聘人数与上年比较"


def make(world: World) -> None:
    """Give two sections to writers and add one of the office's own."""
    group, accounts = world.groups[PROVINCIAL], world.accounts
    manuscript = Manuscript(group_id=group.id, year=_YEAR)
    world.add([manuscript], _AT)
    office, school = accounts["jingban"], accounts["xuexiao"]
    due = dt.date(2025, 1, 10)
    passage = Passage(manuscript_id=manuscript.id, key=f"{CASES}/text", revision=1)
    passage.versions = [
        Version(
            number=1,
            words=WORDS,
            basis=basis({}),
            author_id=office.id,
            author_name=office.name,
        )
    ]
    own = Outline(key=CASES, heading="打造校企结对样板", above="results")
    given = [
        Outline(key="results/service", writer_id=school.id, due_on=due),
        Outline(key="outlook", writer_id=office.id, due_on=due),
    ]
    chart = Exhibit(key=f"{CASES}/shown-1", above=CASES, source="years:T01", basis=_CHART)
    chart.manuscript_id = manuscript.id
    for one in (own, *given):
        one.manuscript_id = manuscript.id
    world.add([own, *given, passage, chart], _AT)
