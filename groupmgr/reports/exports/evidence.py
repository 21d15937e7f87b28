"""The evidence behind an edition, filed by the headings of its report."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.models import Activity
from groupmgr.activities.service import packages
from groupmgr.jobs.models import Job
from groupmgr.policy import Action, Actor
from groupmgr.reports.exports.chapters import chapters
from groupmgr.reports.making import document
from groupmgr.reports.models import Edition
from groupmgr.reports.seal import thaw, thaw_edits


def ask(session: Session, actor: Actor, home: Path, edition: Edition, back: str) -> Job:
    """Have packed what the actor may see of the activities that the edition counts."""
    policy.require_on(session, actor, Action.REPORT_VIEW, edition)
    facts = thaw(edition.facts or "")
    folders = chapters(facts, document(facts, edition.imprint, thaw_edits(edition.edits)))
    seen = policy.visible(actor, Action.ACTIVITY_VIEW, Activity)
    allowed = set(session.scalars(sa.select(Activity.id).where(seen, Activity.id.in_(folders))))
    folders = {key: folder for key, folder in folders.items() if key in allowed}
    return packages.ask(session, actor, home, list(folders), back, folders)
