"""What stands around the text, as it is frozen with an edition."""

from groupmgr.meetings.models import Meeting
from groupmgr.reports import facts
from groupmgr.reports.collect.span import Span, iso
from groupmgr.reports.masthead import service


def masthead(span: Span) -> facts.Masthead:
    """Read what was typed for the year, or proposed; the meeting tells its own name and day."""
    found = service.of_year(span.session, span.group, span.year)
    meeting = span.session.get(Meeting, found.meeting_id) if found.meeting_id else None
    return facts.Masthead(
        layout=found.layout.value,
        signed_by=found.signed_by,
        headline=found.headline,
        meeting=meeting.title if meeting else "",
        spoken_on=iso(found.spoken_on or (meeting.day if meeting else None)),
        paper=found.paper,
        reporter=found.reporter,
        salutation=found.salutation,
        greeting=found.greeting,
        closing=found.closing,
        letterhead=found.letterhead,
        upward=found.upward,
        addressee=found.addressee,
        copies=found.copies,
        issuer=found.issuer,
    )
