"""What came out of projects, by the studio it came from."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.policy import Action, Actor
from groupmgr.projects.models import Output, Project


class Product(NamedTuple):
    """What came out of a project, and the project."""

    title: str
    words: str
    number: str | None
    on: dt.date
    project_id: int
    project: str


def of_studio(session: Session, actor: Actor, studio: Any) -> Sequence[Product]:
    """Return what came out of a studio in the projects the actor may see, the latest first."""
    query = (
        sa.select(Output.title, Output.kind, Output.number, Output.on, Project.id, Project.name)
        .join(Project, Project.id == Output.project_id)
        .where(Output.studio_id == studio.id, policy.visible(actor, Action.PROJECT_VIEW, Project))
        .order_by(Output.on.desc(), Output.id.desc())
    )
    return [
        Product(title, kind.label, number, on, key, name)
        for title, kind, number, on, key, name in session.execute(query)
    ]
