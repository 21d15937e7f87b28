"""Activities told one by one, where a sentence of totals needs something to stand on."""

from decimal import Decimal

from groupmgr.reports.compose.book import cited
from groupmgr.reports.compose.phrases import clause, day, first, paragraph
from groupmgr.reports.facts import Activity
from groupmgr.reports.outline import Block, Cited, Photo, Photos, Runs, Text


def told(activities: tuple[Activity, ...], most: int = 2) -> tuple[Block, ...]:
    """Tell the largest few in order of date, in the words of those who reported them."""
    largest = sorted(activities, key=lambda a: (-_attendance(a), a.ends_on, a.number))[:most]
    chosen = sorted(largest, key=lambda a: (a.ends_on, a.number))
    return (*paragraph("examples", *(_told(activity) for activity in chosen)), *_photos(chosen))


def _photos(activities: list[Activity]) -> tuple[Block, ...]:
    """Show those that have a photo, in the order in which they are told."""
    photos = tuple(photo_of(one, one.photo) for one in activities if one.photo)
    return (Photos(photos, "photos"),) if photos else ()


def photo_of(activity: Activity, sha256: str) -> Photo:
    """Show a picture of an activity, with the day and the title of its record."""
    return Photo(f"{day(activity.ends_on)}，{activity.title}", sha256)


def quoted(title: str) -> str:
    """Put a title in quotation marks; quotation marks inside it become single ones."""
    return f"“{title.replace('“', '‘').replace('”', '’')}”"


def retold(activity: Activity) -> str:
    """Tell one activity, all of it out of its record."""
    return "".join(run.text for run in _told(activity))


def _told(activity: Activity) -> Runs:
    people = _attendance(activity)
    return clause(
        f"{day(activity.ends_on)}，",
        _by(activity),
        quoted(activity.title),
        (Text("，"), Cited("activities", f"{people:f}人次"), Text("参加。")) if people else "。",
        *_summary(activity),
    )


def _by(activity: Activity) -> Runs:
    units = activity.units
    if len(units) > 2:
        return clause(first(units, 2), cited("activities", len(units), "家"), "单位共同开展")
    return clause(first(units) + ("共同开展" if len(units) == 2 else "开展"))


def _summary(activity: Activity) -> tuple[str, ...]:
    words = activity.summary.strip()
    return (words if words.endswith(("。", "！", "？")) else f"{words}。",) if words else ()


def _attendance(activity: Activity) -> Decimal:
    """Return the 人次 of the activity, or 0 where it states none."""
    stated = [Decimal(amount.value) for amount in activity.amounts if amount.unit == "人次"]
    return max(stated, default=Decimal(0))
