"""The evidence of an activity: photographs, sheets, notices, links; and what media reported."""

import datetime as dt
from collections.abc import Sequence

from groupmgr.activities.labels import Category, EvidenceKind, Measure
from groupmgr.activities.models import Activity, Evidence, MediaReport
from groupmgr.demo import papers, photos
from groupmgr.demo.calendar import spoken
from groupmgr.demo.casting import Event
from groupmgr.demo.world import World
from groupmgr.files.models import StoredFile
from groupmgr.kernel.levels import Level

_K, _M = EvidenceKind, Measure

# What proves a figure; the people of a sheet prove the figures that count people.
_PROOFS = {
    _M.PERSON_TIMES: _K.SIGN_IN_SHEET,
    _M.PERSONS: _K.SIGN_IN_SHEET,
    _M.PERSON_DAYS: _K.SIGN_IN_SHEET,
    _M.HOURS: _K.NOTICE,
    _M.CERTIFICATES: _K.CERTIFICATE,
    _M.INCOME: _K.VOUCHER,
    _M.FUNDS: _K.VOUCHER,
    _M.TEACHERS_SENT: _K.APPOINTMENT,
    _M.EQUIPMENT_VALUE: _K.DATA_SHEET,
}
_SHEETS = (_K.SIGN_IN_SHEET, _K.ROSTER, _K.DATA_SHEET)
_ENDINGS = ("jpg", "xlsx", "pdf")
_COLUMNS = ("序号", "姓名", "单位", "签字")
_LINES_OF_A_SHEET = 12
_FULLY_PROVED = 0.8
_OUTLETS = (
    ("职教时讯网", Level.NATIONAL, "zjsx.example"),
    ("云岭日报", Level.PROVINCIAL, "ylrb.example"),
    ("云岭教育在线", Level.PROVINCIAL, "yledu.example"),
    ("云岭工人报", Level.PROVINCIAL, "ylgrb.example"),
    ("澜山晚报", Level.CITY, "lswb.example"),
    ("市融媒体中心", Level.CITY, "rmt.example"),
    ("县融媒体中心", Level.COUNTY, "xrmt.example"),
    ("学校官网", Level.SCHOOL, "news.example"),
)
_TOLD_OFTEN = (
    Category.FORUM,
    Category.CONTEST,
    Category.SIGNING,
    Category.PLAQUE,
    Category.JOB_FAIR,
    Category.PUBLICITY,
)


def evidence(world: World, event: Event, activity: Activity) -> list[Evidence]:
    """Return the evidence: of the activity as a whole, and mostly of each figure."""
    stated = list(dict.fromkeys(figure.measure for figure in activity.figures))
    if stated and not world.chance(_FULLY_PROVED):
        stated.remove(world.pick(stated))
    wanted: list[tuple[EvidenceKind, Measure | None]] = [
        (kind, None) for kind in event.recipe.evidence[: world.dice.randint(1, 3)]
    ]
    wanted = [one for one in wanted if one[0] not in {_PROOFS[measure] for measure in stated}]
    wanted += [(_PROOFS[measure], measure) for measure in stated]
    papers_of = {
        ending: [k.label for k, _ in wanted if _ending(k) == ending] for ending in _ENDINGS
    }
    files: dict[str, StoredFile] = {}
    made = []
    for kind, measure in wanted:
        if kind is _K.NEWS:
            made.append(_link(activity))
            continue
        ending = _ending(kind)
        if ending not in files:
            files[ending] = _file(world, event, activity, ending, papers_of[ending])
        made.append(_of(activity, kind, measure, files[ending]))
    return made


def doubtful(activities: Sequence[Activity]) -> None:
    """Let two of the last records raise a question: one photograph is another's, one is too old."""
    pictured = [
        (one, proof)
        for one in activities
        for proof in one.evidence
        if one.submitted_on and proof.kind is _K.PHOTO
    ]
    (_, given), (_, again), (late, old) = pictured[-3:]
    again.file = given.file
    old.dated = late.starts_on - dt.timedelta(days=40)


def media(world: World, activity: Activity) -> list[MediaReport]:
    """Return the stories about the activity; some were printed by two."""
    if not world.chance(0.5 if activity.category in _TOLD_OFTEN else 0.07):
        return []
    made = []
    for name, level, host in world.dice.sample(_OUTLETS, world.dice.randint(1, 2)):
        on = activity.ends_on + dt.timedelta(days=world.dice.randint(0, 4))
        made.append(
            MediaReport(
                title=activity.title,
                outlet=name,
                level=level,
                url=f"https://{host}/{on:%Y%m%d}/{world.dice.randint(1000, 9999)}.html",
                on=on,
            )
        )
    return made


def _link(activity: Activity) -> Evidence:
    url = f"https://news.example/{activity.ends_on:%Y%m%d}/{len(activity.summary)}.html"
    return Evidence(url=url, name="学校新闻网报道", kind=_K.NEWS, dated=activity.ends_on)


def _of(
    activity: Activity, kind: EvidenceKind, measure: Measure | None, file: StoredFile
) -> Evidence:
    when = spoken(activity.starts_on, activity.ends_on)
    label = "活动照片" if kind is _K.PHOTO else kind.label
    name = f"{label}（{when}）.{_ending(kind)}"
    return Evidence(file=file, name=name, kind=kind, measure=measure, dated=activity.ends_on)


def _ending(kind: EvidenceKind) -> str:
    return "jpg" if kind is _K.PHOTO else "xlsx" if kind in _SHEETS else "pdf"


def _file(
    world: World, event: Event, activity: Activity, ending: str, labels: Sequence[str]
) -> StoredFile:
    """Make one file of a kind; a scan or a workbook holds all papers of its kind."""
    title, day = activity.title, activity.ends_on
    kinds = "、".join(dict.fromkeys(labels))
    if ending == "jpg":
        return photos.photo(world, title, day)
    if ending == "xlsx":
        return papers.sheet(world, f"{title}{kinds}", _COLUMNS, _signatures(world, event))
    when = spoken(activity.starts_on, activity.ends_on)
    told = f"时间：{when}。地点：{activity.place}。{activity.summary.partition('。')[0]}。"
    return papers.page(world, (title, kinds), (told,), event.owner.name_on(day), day)


def _signatures(world: World, event: Event) -> list[list[str]]:
    """Return the first lines of a sheet; every unit sent somebody."""
    lines = []
    for number in range(min(event.persons, _LINES_OF_A_SHEET)):
        unit = event.units[number % len(event.units)]
        person = world.people[unit.id][number % 3]
        lines.append([str(number + 1), person.name, unit.name_on(event.ends_on), "已签"])
    return lines
