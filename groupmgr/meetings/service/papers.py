"""会议材料: files for the items of an agenda, numbered through the meeting; and proofs of tasks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.files.models import StoredFile
from groupmgr.journal import service as journal
from groupmgr.meetings.models import AgendaItem, FollowUp, Meeting
from groupmgr.meetings.papers import AgendaPaper, FollowUpProof
from groupmgr.meetings.service.minuting import note, require_open
from groupmgr.policy import Action, Actor

NAME_LENGTH = 120


def papers(session: Session, meeting: Meeting) -> Mapping[int, Sequence[AgendaPaper]]:
    """Return the papers of a meeting by the item they belong to."""
    found: dict[int, list[AgendaPaper]] = defaultdict(list)
    query = sa.select(AgendaPaper).where(AgendaPaper.meeting_id == meeting.id)
    for one in session.scalars(
        query.options(joinedload(AgendaPaper.file)).order_by(AgendaPaper.number)
    ):
        found[one.agenda_item_id].append(one)
    return found


def attach(
    session: Session, actor: Actor, meeting: Meeting, item: AgendaItem, file: StoredFile, name: str
) -> AgendaPaper:
    """Give the item a paper with the next number; a number is given once."""
    require_open(session, actor, meeting)
    last = sa.select(sa.func.max(AgendaPaper.number)).where(AgendaPaper.meeting_id == meeting.id)
    number = 1 + (session.scalar(last) or 0)
    facts = {"meeting_id": meeting.id, "number": number, "name": name[-NAME_LENGTH:]}
    paper = AgendaPaper(agenda_item_id=item.id, file_id=file.id, **facts)
    session.add(paper)
    note(session, actor, meeting, "添加会议材料", f"会议材料{number} {paper.name}")
    return paper


def detach(session: Session, actor: Actor, meeting: Meeting, paper: AgendaPaper) -> None:
    """Take a paper away."""
    require_open(session, actor, meeting)
    note(session, actor, meeting, "删除会议材料", f"会议材料{paper.number} {paper.name}")
    session.execute(sa.delete(AgendaPaper).where(AgendaPaper.id == paper.id))


def proofs(session: Session, follow_up: FollowUp) -> list[FollowUpProof]:
    """Return the files that show how far a task is."""
    query = sa.select(FollowUpProof).where(FollowUpProof.follow_up_id == follow_up.id)
    whole = query.options(joinedload(FollowUpProof.file))
    return list(session.scalars(whole.order_by(FollowUpProof.id)))


def prove(
    session: Session, actor: Actor, follow_up: FollowUp, file: StoredFile, name: str
) -> FollowUpProof:
    """Keep a file that shows how far a task is."""
    policy.require_on(session, actor, Action.FOLLOW_UP_REPORT, follow_up)
    proof = FollowUpProof(follow_up_id=follow_up.id, file_id=file.id, name=name[-NAME_LENGTH:])
    session.add(proof)
    before = journal.facts(follow_up)
    journal.record(session, actor, "上传佐证", follow_up, before=before, reason=proof.name)
    return proof
