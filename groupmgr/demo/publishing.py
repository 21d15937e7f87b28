"""The report of 2023 as it was issued and corrected later, that of 2024 while members are asked."""

import datetime as dt
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.labels import ActivityState, Category, Measure
from groupmgr.activities.material import material_of
from groupmgr.activities.models import Activity
from groupmgr.activities.version import Version
from groupmgr.demo import writing
from groupmgr.demo.groups import PROVINCIAL
from groupmgr.demo.world import World
from groupmgr.groups.models import Exemption
from groupmgr.jobs.models import Job
from groupmgr.kernel.credit import Decision
from groupmgr.reports import making
from groupmgr.reports.collect.year import collect
from groupmgr.reports.consulting.models import Comment, Verdict
from groupmgr.reports.consulting.places import places
from groupmgr.reports.editing import models as written
from groupmgr.reports.editing.edits import basis
from groupmgr.reports.editing.gathering import edits_for
from groupmgr.reports.editing.models import Manuscript, Passage
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.proofing.findings import dump
from groupmgr.reports.seal import freeze, sealed
from groupmgr.reports.service import JOB

_ISSUED_AT = dt.datetime(2024, 3, 18, 10, 20)  # noqa: DTZ001  # Beijing time, as everywhere
_ASKED_AT = dt.datetime(2025, 1, 3, 9, 40)  # noqa: DTZ001
_ISSUED = {
    "state": EditionState.ISSUED,
    "document_number": "云装职教〔2024〕3号",
    "signer": "陆怀民",
    "dated": dt.date(2024, 3, 25),
}
# More was reported than the sheets bear out.
_SIGNED_OF_TEN = 9
# Unit, place, what it says, the answer with its reason, and the hour of the comment.
_COMMENTS = (
    (
        "澜山职院",
        f"{writing.CASES}/text",
        "建议写明企业师傅进课堂的做法，只写结对不够具体。",
        (Verdict.TAKEN, "已在文稿中补写，下一稿印出。"),
        dt.datetime(2025, 1, 6, 10, 12),  # noqa: DTZ001
    ),
    (
        "省机械学校",
        "overview",
        "建议把各市成员单位的数量单列一张表。",
        (Verdict.NOT_TAKEN, "成员名册已附在报告后面，正文不再重复列表。"),
        dt.datetime(2025, 1, 6, 15, 45),  # noqa: DTZ001
    ),
    (
        "恒砺数控",
        "outlook",
        "建议明年的技能竞赛由企业出题，我公司愿意承办数控项目。",
        None,
        dt.datetime(2025, 1, 7, 16, 30),  # noqa: DTZ001
    ),
)
_PROPOSED = "企业师傅定期进课堂，把加工现场的工艺规程和质量要求带进教学。"
_ANSWERED_AT = dt.datetime(2025, 1, 7, 9, 5)  # noqa: DTZ001


def make(world: World) -> None:
    """Freeze 2023 before its figure is corrected, then ask members about 2024."""
    issued = _edition(world, 2023, _ISSUED_AT, **_ISSUED)
    _correct(world, world.closings[0].exemptions[0])
    asked = _edition(world, 2024, _ASKED_AT, state=EditionState.CONSULTED)
    world.editions = [issued, asked]
    world.comments = [_comment(world, asked, *one) for one in _COMMENTS]
    world.add(world.comments)
    _take_over(world, asked)


def _edition(world: World, year: int, at: dt.datetime, **facts: object) -> Edition:
    """State what the records say now, read anew; the worker prints it when it has time."""
    group, cut_off = world.groups[PROVINCIAL], dt.date(year, 12, 31)
    with Session(world.session.connection()) as session:
        stated = collect(session, group, year, cut_off)
        edits = edits_for(session, group.id, year)
    edition = Edition(group_id=group.id, year=year, number=1, as_of=cut_off, **facts)
    edition.facts, edition.edits = freeze(stated), freeze(edits) if edits else None
    edition.seal, edition.made_by_id = sealed(stated, edits), world.accounts["jingban"].id
    edition.findings = dump(making.findings(stated, edits))
    world.add([edition], at)
    job = Job(kind=JOB, key=f"{JOB}-{year}-1", arguments={}, group_id=group.id)
    world.add([job], at)
    edition.job_id = job.id
    return edition


def _correct(world: World, exemption: Exemption) -> None:
    """Let the school that was allowed to mend a figure of the closed year hand it in again."""
    activity = next(one for one in reversed(world.activities) if _is_wrong(one, exemption))
    day = exemption.created_at + dt.timedelta(days=2)
    for stated in activity.figures:
        if stated.measure in (Measure.PERSON_TIMES, Measure.PERSON_DAYS):
            stated.value = (stated.value * _SIGNED_OF_TEN / 10).quantize(Decimal(1))
    activity.version, activity.submitted_on = activity.version + 1, day.date()
    for credit in activity.credits:
        credit.decided_version, credit.decided_at = activity.version, day + dt.timedelta(days=1)
    for party in activity.parties:
        party.confirmed_version = party.confirmed_version and activity.version
    clerk = world.clerks[activity.owner_unit_id].id
    material = material_of(activity)
    said = Version(
        activity_id=activity.id, version=activity.version, material=material, made_by_id=clerk
    )
    said.made_at = day
    world.add([said], day)


def _is_wrong(activity: Activity, exemption: Exemption) -> bool:
    """Tell whether it is a training of the year that was counted as it was handed in first."""
    return (
        activity.owner_unit_id == exemption.unit_id
        and activity.ends_on.year == exemption.closing.year
        and activity.category in (Category.TRAINING, Category.STAFF_TRAINING)
        and (activity.state, activity.version) == (ActivityState.SUBMITTED, 1)
        and all(one.decision is Decision.APPROVED for one in activity.credits)
    )


def _take_over(world: World, asked: Edition) -> None:
    """Let the manuscript go on from where the members were asked, with what they proposed."""
    found = sa.select(Passage).join(Manuscript).where(Passage.key == _COMMENTS[0][1])
    passage = world.session.scalars(found).one()
    manuscript = world.session.get_one(Manuscript, passage.manuscript_id)
    manuscript.facts, manuscript.facts_at = asked.facts, _ASKED_AT
    author = world.accounts["jingban"]
    version = written.Version(
        passage_id=passage.id,
        number=2,
        words=f"{writing.WORDS}{_PROPOSED}",
        basis=basis({}),
        author_id=author.id,
        author_name=author.name,
    )
    passage.revision = version.number
    world.add([version], _ANSWERED_AT)


def _comment(
    world: World,
    edition: Edition,
    unit: str,
    anchor: str,
    words: str,
    answer: tuple[Verdict, str] | None,
    at: dt.datetime,
) -> Comment:
    place = next(one for one in places(edition) if one.key == anchor)
    owner = world.units[unit]
    author = world.clerks[owner.id]
    comment = Comment(
        group_id=edition.group_id,
        edition_id=edition.id,
        unit_id=owner.id,
        anchor=anchor,
        place=place.under,
        quoted=place.words,
        words=words,
        author=author.name,
        made_by_id=author.id,
    )
    comment.created_at = at
    if answer:
        comment.verdict, comment.reason = answer
        comment.answered_by_id, comment.answered_at = world.accounts["jingban"].id, _ANSWERED_AT
    return comment
