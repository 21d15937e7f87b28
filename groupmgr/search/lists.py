"""Every kind of record that is found, in the order of the page."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import joinedload

from groupmgr.activities.models import Activity, Evidence
from groupmgr.attachments.models import Attachment
from groupmgr.attachments.service import Place
from groupmgr.bases import files as base_files
from groupmgr.bases.models import TrainingBase
from groupmgr.meetings.models import FollowUp, Meeting, Resolution
from groupmgr.meetings.papers import AgendaPaper, FollowUpProof
from groupmgr.members.models import FormerName, Unit
from groupmgr.members.people import Person, Post
from groupmgr.policy import Action
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.models import Output, Project
from groupmgr.search.service import Searched
from groupmgr.studios import files as studio_files
from groupmgr.studios.models import Studio
from groupmgr.web.filters import date_cn

FILES = "stored_files"


def _named(one: Any) -> str:
    return str(one.name)


def _titled(one: Any) -> str:
    return str(one.title)


def _of_former_names(keys: Any) -> Any:
    return Unit.former_names.any(FormerName.id.in_(keys))


def _files_at(*places: Place) -> Any:
    """Find records by the names of the files at their parts, and by what these files say."""
    return (
        (Attachment.__tablename__, lambda keys: _holds(places, Attachment.id.in_(keys))),
        (FILES, lambda keys: _holds(places, Attachment.file_id.in_(keys))),
    )


def _holds(places: Sequence[Place], found: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.or_(*(_holds_at(place, found) for place in places))


def _holds_at(place: Place, found: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    part: Any = place.part
    at = getattr(Attachment, place.column) == part.id
    held = sa.select(getattr(part, place.key)).join(Attachment, at).where(found)
    record: Any = place.record
    asked: sa.ColumnElement[bool] = record.id.in_(held)
    return asked


def _proved(found: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return FollowUp.id.in_(sa.select(FollowUpProof.follow_up_id).where(found))


KINDS = (
    Searched(
        "成员单位",
        "building-community",
        Unit,
        Action.MEMBER_VIEW,
        _named,
        lambda one: one.kind.label,
        lambda one: url_for("members.show", unit_id=one.id),
        beside=((FormerName.__tablename__, _of_former_names),),
        listing="members.index",
    ),
    Searched(
        "任职人员",
        "user",
        Post,
        Action.GROUP_VIEW,
        lambda one: one.person.name,
        lambda one: f"{one.body.name} {one.title.label} · {one.person.unit.name}",
        lambda one: url_for("bodies.index"),
        beside=((Person.__tablename__, Post.person_id.in_),),
        options=(joinedload(Post.body), joinedload(Post.person).joinedload(Person.unit)),
    ),
    Searched(
        "活动",
        "list-check",
        Activity,
        Action.ACTIVITY_VIEW,
        _titled,
        lambda one: f"{date_cn(one.ends_on)} · {one.owner.name} · {one.category.label}",
        lambda one: url_for("activities.show", key=one.id),
        options=(joinedload(Activity.owner),),
        listing="activities.index",
    ),
    Searched(
        "佐证材料",
        "paperclip",
        Evidence,
        Action.ACTIVITY_VIEW,
        _named,
        lambda one: f"{one.kind.label} · {one.activity.title}",
        lambda one: (
            url_for("activities.evidence.look", key=one.activity_id, proof_id=one.id)
            if one.file_id
            else url_for("activities.show", key=one.activity_id)
        ),
        owner=Evidence.activity,
        beside=((FILES, Evidence.file_id.in_),),
        options=(joinedload(Evidence.activity),),
    ),
    Searched(
        "会议",
        "gavel",
        Meeting,
        Action.MEETING_VIEW,
        _titled,
        lambda one: f"{date_cn(one.day)} · {one.state.label}",
        lambda one: url_for("meetings.show", meeting_id=one.id),
        listing="meetings.index",
    ),
    Searched(
        "会议材料",
        "paperclip",
        AgendaPaper,
        Action.MEETING_VIEW,
        _named,
        lambda one: f"材料{one.number} · {one.meeting.title}",
        lambda one: url_for("meetings.show", meeting_id=one.meeting_id),
        owner=AgendaPaper.meeting,
        beside=((FILES, AgendaPaper.file_id.in_),),
        options=(joinedload(AgendaPaper.meeting),),
    ),
    Searched(
        "决议",
        "flag",
        Resolution,
        Action.MEETING_VIEW,
        lambda one: one.text,
        lambda one: f"{one.number} · {one.meeting.title}",
        lambda one: url_for("meetings.show", meeting_id=one.meeting_id),
        owner=Resolution.meeting,
        options=(joinedload(Resolution.meeting),),
    ),
    Searched(
        "督办事项",
        "checklist",
        FollowUp,
        Action.MEETING_VIEW,
        lambda one: one.text,
        lambda one: f"{date_cn(one.due_on)}前完成 · {one.state.label}",
        lambda one: url_for("followups.show", follow_up_id=one.id),
        beside=(
            (FollowUpProof.__tablename__, lambda keys: _proved(FollowUpProof.id.in_(keys))),
            (FILES, lambda keys: _proved(FollowUpProof.file_id.in_(keys))),
        ),
        listing="followups.index",
    ),
    Searched(
        "实训基地",
        "building-factory-2",
        TrainingBase,
        Action.BASE_VIEW,
        _named,
        lambda one: f"{one.owner.name} · {one.level.label}",
        lambda one: url_for("bases.show", base_id=one.id),
        beside=_files_at(base_files.PLAQUES, base_files.STAGES, base_files.USES),
        options=(joinedload(TrainingBase.owner),),
        listing="bases.index",
    ),
    Searched(
        "大师工作室",
        "award",
        Studio,
        Action.STUDIO_VIEW,
        _named,
        lambda one: f"{one.leader} · {one.level.label}",
        lambda one: url_for("studios.show", studio_id=one.id),
        beside=_files_at(studio_files.STAGES),
        listing="studios.index",
    ),
    Searched(
        "合作项目",
        "briefcase",
        Project,
        Action.PROJECT_VIEW,
        _named,
        lambda one: f"{one.kind.label} · {one.state.label}",
        lambda one: url_for("projects.show", project_id=one.id),
        listing="projects.index",
    ),
    Searched(
        "项目成果",
        "report",
        Output,
        Action.PROJECT_VIEW,
        _titled,
        lambda one: f"{one.kind.label} · {one.project.name}",
        lambda one: url_for("projects.show", project_id=one.project_id),
        owner=Output.project,
        options=(joinedload(Output.project),),
    ),
    Searched(
        "协议",
        "file-text",
        Agreement,
        Action.PROJECT_VIEW,
        _named,
        lambda one: f"{one.kind.label} · {one.state.label}",
        lambda one: url_for("agreements.show", agreement_id=one.id),
        beside=((FILES, Agreement.scan_id.in_),),
        listing="agreements.index",
    ),
)
