"""What an applicant is told by mail: that its application came in, or how it stands now."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr.admission.links import link
from groupmgr.admission.models import Application
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.site import Site
from groupmgr.mail import service as mail
from groupmgr.mail.letter import Letter
from groupmgr.mail.models import Mail
from groupmgr.members.labels import MembershipState
from groupmgr.policy import Actor

LETTER = "admission"
TOLD: Mapping[MembershipState, str] = {
    MembershipState.SUBMITTED: "已收到贵单位的入会申请，秘书处初审后会告知结果。",
    MembershipState.RETURNED: "贵单位的入会申请需要补正：{why}",
    MembershipState.FORMALITIES: "贵单位的入会申请已审议通过，秘书处将联系贵单位办理手续。",
    MembershipState.FULL: "贵单位已成为本集团成员单位。",
    MembershipState.REFUSED: "贵单位的入会申请未获通过：{why}",
}


def send(session: Session, actor: Actor, application: Application) -> None:
    """Tell the applicant how its application stands, where it gave an address."""
    session.flush()
    if not application.email or application.state not in TOLD:
        return
    mail.post(
        session,
        actor,
        LETTER,
        {"application_id": application.id, "state": application.state.value},
        name=application.contact,
        address=application.email,
        title=f"入会申请：{application.name}",
    )


def told(application: Application) -> str:
    """Return how an application stands, in a sentence for the applicant."""
    words = TOLD.get(application.state, "秘书处正在办理贵单位的入会申请。")
    return words.format(why=application.returned)


def compose(session: Session, settings: Mapping[str, Any], letter: Mail) -> Letter | None:
    """Return the letter, or nothing where the application stands otherwise by now."""
    query = sa.select(Application).where(Application.id == letter.arguments["application_id"])
    one = session.scalar(query.options(joinedload(Application.group)))
    if one is None or one.state != letter.arguments["state"]:
        return None
    address = link(Site(settings["SECRET_KEY"], settings.get("SITE") or one.site), one)
    if address is None:
        raise RuleBroken("系统密钥换过，这个链接不能再发；请用电话告知申请单位")
    return Letter(
        subject=f"{one.group.name}入会申请：{one.name}",
        paragraphs=[f"{letter.name}：您好。", told(one)],
        link=address,
        label="打开后补正申请" if one.state is MembershipState.RETURNED else "查看申请进展",
        closing=["链接只给贵单位用，不用注册。", f"不清楚时请联系{one.group.name}秘书处。"],
    )
