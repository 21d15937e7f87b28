"""A bulk decision that takes longer than a person waits: asked for, and done by the worker."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.accounts.models import Account
from groupmgr.activities.service import bulk
from groupmgr.activities.service.remarking import Pin
from groupmgr.groups.models import Group
from groupmgr.jobs.models import Job
from groupmgr.jobs.service import queue
from groupmgr.jobs.work import Work
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import NotAllowed
from groupmgr.members.standing import enter
from groupmgr.policy import Action, Actor

JOB = "decide-activities"
CHUNK = 25


def ask(
    session: Session,
    actor: Actor,
    decision: Decision,
    versions: Mapping[int, int],
    pins: Sequence[Pin] = (),
) -> Job:
    """Have the previewed records decided; the same wish joins the work under way."""
    policy.require(actor, Action.ACTIVITY_DECIDE)
    arguments = {
        "decision": decision.value,
        "versions": {str(key): version for key, version in versions.items()},
        "pins": [[one.place, one.reason_id, one.words] for one in pins],
        "account_id": actor.account_id,
        "group_id": actor.group_id,
    }
    wish = hashlib.sha256(json.dumps(arguments, sort_keys=True).encode()).hexdigest()
    return queue(session, actor, JOB, f"{JOB}-{wish[:32]}", arguments)


def versions_of(arguments: Mapping[str, Any]) -> dict[int, int]:
    """Return the versions that were previewed, by the keys of their records."""
    return {int(key): version for key, version in arguments["versions"].items()}


def decide_many(work: Work) -> None:
    """Decide chunk by chunk, each in a transaction of its own."""
    decision = Decision.of_code(work.arguments["decision"])
    pins = [Pin(*one) for one in work.arguments["pins"]]
    versions = versions_of(work.arguments)
    keys = list(versions)
    for start in range(0, len(keys), CHUNK):
        work.progress("审核", start, len(keys))
        chunk = {key: versions[key] for key in keys[start : start + CHUNK]}
        bulk.decide(work.session, _actor(work), decision, chunk, pins)
    work.progress("审核", len(keys), len(keys))


def _actor(work: Work) -> Actor:
    """Return the person who asked, with the rights of this moment."""
    account = work.session.get_one(Account, work.arguments["account_id"])
    group = work.session.get_one(Group, work.arguments["group_id"])
    found = enter(work.session, account, group.code)
    if found is None:
        raise NotAllowed("您已不能审核这个集团的活动")
    return found[1]
