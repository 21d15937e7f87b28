"""参与职业教育情况证明: what an enterprise did, said without any judgement of it."""

import datetime as dt

from groupmgr.official.pieces import Signature
from groupmgr.reports.compose.phrases import day, paragraph
from groupmgr.reports.outline import Runs, Section, Text
from groupmgr.reports.papers import wording
from groupmgr.reports.papers.facts import UnitYear
from groupmgr.reports.papers.sheet import Sheet


def certificate(year: UnitYear, *, code: str, address: str, made_on: dt.date) -> Sheet:
    """Compose the certificate of an enterprise; it states records, and nothing that follows."""
    opening = Section("", paragraph("who", _who(year), _what(year)), numbered=False)
    told = (
        *paragraph("deeds", wording.deeds(year)),
        *paragraph("holdings", wording.holdings(year)),
    )
    return Sheet(
        title="参与职业教育情况证明",
        subject="参与职业教育情况证明",
        sections=(opening, Section("", told, numbered=False)),
        signature=Signature(
            name=f"{year.group.name}秘书处", dated=day(made_on.isoformat(), with_year=True)
        ),
        code=code,
        address=address,
        note="本证明只说明集团业务记录中的上述情况，数据由记录汇总；"
        "收到本证明的单位可以核验它与存档是否一致。",
        appended=wording.appended(year),
    )


def _who(year: UnitYear) -> Runs:
    unit = year.unit
    number = f"（统一社会信用代码{unit.uscc}）" if unit.uscc else ""
    since = f"，{day(unit.joined_on, with_year=True)}加入" if unit.joined_on else ""
    return (Text(f"{unit.name}{number}是{year.group.name}的{unit.rank}{since}。"),)


def _what(year: UnitYear) -> Runs:
    return (
        Text(
            f"经集团审核通过的记录显示，{wording.span(year)}，该单位参与职业教育情况如下，主要数据和记录见附表。"
        ),
    )
