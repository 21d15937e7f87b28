"""The series that a meeting stands in: those of one body, or of one kind where it has none."""

from groupmgr.groups.models import Body
from groupmgr.meetings.labels import MeetingKind

# Numbers are columns of forty signs.
LONGEST = 24


# These are one series in a group, whatever body they are entered for.
_OF_KIND = (
    MeetingKind.ASSEMBLY,
    MeetingKind.COUNCIL,
    MeetingKind.STANDING_COUNCIL,
    MeetingKind.CHAIRS,
)


def series(kind: MeetingKind, body: Body | None) -> str:
    """Return how the series is called in numbers: 理事会, 成员代表大会, 政校企交流会议."""
    if body is not None and kind not in _OF_KIND:
        return body.name[:LONGEST]
    return kind.label.partition("(")[0].replace("会会议", "会")
