"""Which step of a meeting follows which (5-rules.md 5.3)."""

from groupmgr.kernel.workflow import Workflow
from groupmgr.meetings.labels import MeetingState, MeetingStep

PROGRESS = Workflow(
    {
        (MeetingState.PLANNED, MeetingStep.NOTIFY): MeetingState.NOTIFIED,
        (MeetingState.PLANNED, MeetingStep.CANCEL): MeetingState.CANCELLED,
        (MeetingState.NOTIFIED, MeetingStep.HOLD): MeetingState.HELD,
        (MeetingState.NOTIFIED, MeetingStep.CANCEL): MeetingState.CANCELLED,
        (MeetingState.NOTIFIED, MeetingStep.FAIL): MeetingState.INQUORATE,
        (MeetingState.HELD, MeetingStep.DRAFT_MINUTES): MeetingState.MINUTES_DRAFTED,
        (MeetingState.MINUTES_DRAFTED, MeetingStep.CIRCULATE): MeetingState.MINUTES_CIRCULATED,
        (MeetingState.MINUTES_CIRCULATED, MeetingStep.ARCHIVE): MeetingState.ARCHIVED,
    }
)
