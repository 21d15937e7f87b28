"""What waits on the desk: comments for an answer, and reports for the opinion of units."""

from typing import Any

import sqlalchemy as sa

from groupmgr import policy
from groupmgr.members.models import Unit
from groupmgr.policy import Action, Actor
from groupmgr.reports.consulting.models import Comment
from groupmgr.reports.models import Edition, EditionState

# Key of the page, title, unit, and the day since which it waits.
Rows = sa.Select[int, str, str, Any]


def for_office(actor: Actor) -> Rows:
    """Select the comments that nobody answered, the oldest first."""
    return (
        sa.select(Comment.id, Comment.words, Unit.name, Comment.created_at)
        .join(Unit, Unit.id == Comment.unit_id)
        .where(policy.visible(actor, Action.COMMENT_ANSWER, Comment), Comment.verdict.is_(None))
        .order_by(Comment.created_at, Comment.id)
    )


def for_units(actor: Actor) -> Rows:
    """Select the editions on which own units are asked and said nothing yet, one row a unit."""
    said = sa.exists().where(Comment.edition_id == Edition.id, Comment.unit_id == Unit.id)
    year = sa.cast(Edition.year, sa.String)
    title = year.concat("年度工作报告第").concat(sa.cast(Edition.number, sa.String)).concat("稿")
    return (
        sa.select(Edition.id, title, Unit.name, Edition.changed_at)
        .join(Unit, Unit.id.in_(actor.unit_ids))
        .where(policy.visible(actor, Action.REPORT_VIEW, Edition))
        .where(Edition.group_id == actor.group_id, Edition.state == EditionState.CONSULTED, ~said)
        .order_by(Edition.id, Unit.id)
    )
