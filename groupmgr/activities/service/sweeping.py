"""Remove, once a day, what was left behind: uploads nobody went on with, old downloads."""

import datetime as dt

from sqlalchemy.orm import Session

from groupmgr.downloads import service as downloads
from groupmgr.files import uploads
from groupmgr.jobs.recurring import Recurring
from groupmgr.jobs.work import Work

JOB = "sweep"


def sweep(work: Work) -> None:
    """Remove both."""
    uploads.sweep(work.home)
    downloads.sweep(work.home)


def always(session: Session) -> bool:
    """Say that there may be something: looking for it is all the work."""
    return True


RECURRING = Recurring(JOB, dt.timedelta(days=1), always)
