"""The letter by which a party is asked: written when it is sent, of what then stands."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.models import Party
from groupmgr.confirming.answering import SHOWN, changes, replied
from groupmgr.confirming.labels import LinkState
from groupmgr.confirming.models import Invitation
from groupmgr.confirming.site import Site
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.written import day_words
from groupmgr.mail.letter import Letter
from groupmgr.mail.models import Mail


def compose(session: Session, settings: Mapping[str, Any], mail: Mail) -> Letter | None:
    """Return the letter, or nothing where the party need not answer any more."""
    found = sa.select(Invitation).where(Invitation.id == mail.arguments["invitation_id"])
    invitation = session.scalar(found.options(*SHOWN))
    if invitation is None or invitation.state is not LinkState.OPEN:
        return None
    link = Site(settings["SECRET_KEY"], settings.get("SITE") or invitation.site).link(invitation)
    if link is None:
        raise RuleBroken("系统密钥换过，这个链接不能再发；请在活动页再发链接")
    again = "再次请" if mail.arguments["reminder"] else "请"
    activity = invitation.party.activity
    return Letter(
        subject=f"{again}{invitation.party.unit.name}核对合作活动：{activity.title}",
        paragraphs=[f"{mail.name}：您好。", *_asked(session, invitation.party)],
        link=link,
        label="打开后核对并答复，不用注册，约 1 分钟",
        closing=_closing(invitation),
    )


def _asked(session: Session, party: Party) -> list[str]:
    activity = party.activity
    what = f"“{activity.title}”（{_days(activity.starts_on, activity.ends_on)}）"
    reply = replied(session, party)
    if reply:
        told = f"贵单位对合作活动{what}的意见，{activity.owner.name}答复：{reply}"
        return [told, "请再核对一次。"]
    changed = changes(session, party)
    if changed is None:
        return [f"{activity.owner.name}填报了合作活动{what}，请贵单位核对是否属实。"]
    lines = "；".join(one.words for one in changed)
    told = f"变化：{lines}。" if lines else "与贵单位有关的内容没有变化。"
    return [f"贵单位答复以后，{activity.owner.name}修改了{what}，请再核对一次。{told}"]


def _closing(invitation: Invitation) -> list[str]:
    owner = invitation.party.activity.owner.name
    return [
        f"链接只给贵单位用，{day_words(invitation.expires_at.date())}前有效。"
        "打开链接不算答复，在页面上提交才算。",
        f"不清楚时请联系{owner}或{invitation.group.name}秘书处。",
    ]


def _days(first: dt.date, last: dt.date) -> str:
    return day_words(first) if first == last else f"{day_words(first)}—{day_words(last)}"
