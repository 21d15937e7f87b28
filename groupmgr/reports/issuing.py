"""The life of an edition: consulted on, taken back, made final, issued.

A final edition bears its number (发文字号) and date, is printed once more from
its own facts, and never changes again.
"""

import datetime as dt
import re

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.jobs.service import queue
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor
from groupmgr.reports.consulting.service import unanswered
from groupmgr.reports.editing.crossing import undecided_of
from groupmgr.reports.editing.waving import unwaved
from groupmgr.reports.making import findings
from groupmgr.reports.models import COURSE, Edition, EditionStep
from groupmgr.reports.proofing.findings import blocks
from groupmgr.reports.seal import thaw, thaw_edits
from groupmgr.reports.service import JOB

# 7-official-layout.md 7.2: the year in full between hexagonal brackets, no 第, no leading zero.
NUMBER = re.compile(r"[\u4e00-\u9fff]{2,10}〔(20\d{2})〕[1-9]\d*号")


def move(session: Session, actor: Actor, edition: Edition, step: EditionStep) -> Edition:
    """Ask the members for their opinion, take that back, or issue what is final."""
    needed = Action.REPORT_ISSUE if step is EditionStep.ISSUE else Action.REPORT_BUILD
    policy.require_on(session, actor, needed, edition)
    if step is EditionStep.FINISH:
        raise RuleBroken("定稿需要发文字号、签发人和成文日期")
    if step is EditionStep.ISSUE and edition.file_id is None:
        raise RuleBroken("定稿还在排版，生成 PDF 以后再印发")
    before = journal.facts(edition)
    edition.state = COURSE.after(edition.state, step)
    journal.record(session, actor, step.label, edition, before=before)
    return edition


def finish(
    session: Session, actor: Actor, edition: Edition, *, number: str, signer: str, dated: dt.date
) -> Edition:
    """Make a draft final under its number, signer and date, and have it printed with them."""
    policy.require_on(session, actor, Action.REPORT_ISSUE, edition)
    state = COURSE.after(edition.state, EditionStep.FINISH)
    _refuse_wrong_number(session, edition, number)
    _refuse_unsettled(session, edition)
    if not edition.as_of <= dated <= today():
        raise RuleBroken("成文日期应在数据截止日以后、今天以前", "dated")
    before = journal.facts(edition)
    edition.state, edition.document_number = state, number
    edition.signer, edition.dated = signer.strip(), dated
    edition.job_id = queue(session, actor, JOB, f"{JOB}-final-{edition.id}", {}).id
    edition.file_id = edition.word_id = None
    journal.record(session, actor, EditionStep.FINISH.label, edition, before=before)
    return edition


def print_again(session: Session, actor: Actor, edition: Edition) -> Edition:
    """Have an edition printed from what it states, where its print failed or was stopped."""
    policy.require_on(session, actor, Action.REPORT_BUILD, edition)
    if edition.facts is None:
        raise RuleBroken("这一稿还没有收集数据，请重新生成")
    if edition.file_id is not None:
        raise RuleBroken("这一稿已有 PDF，可以直接下载")
    before = journal.facts(edition)
    edition.job_id = queue(session, actor, JOB, f"{JOB}-print-{edition.id}", {}).id
    journal.record(session, actor, "重新排版", edition, before=before)
    return edition


def next_number(session: Session, edition: Edition) -> str | None:
    """Return the number after the highest of the group in this year, if it has any."""
    numbers = sa.select(Edition.document_number).where(
        Edition.group_id == edition.group_id, Edition.document_number.is_not(None)
    )
    year = str(today().year)
    held = [found for one in session.scalars(numbers) if (found := _parts(one or ""))]
    if not held:
        return None
    last = max((int(n) for _, y, n in held if y == year), default=0)
    return f"{held[-1][0]}〔{year}〕{last + 1}号"


def _parts(number: str) -> tuple[str, str, str] | None:
    found = re.fullmatch(r"(.+)〔(\d{4})〕(\d+)号", number)
    return (found[1], found[2], found[3]) if found else None


def _refuse_unsettled(session: Session, edition: Edition) -> None:
    """Refuse what is not decided on, not answered, or not right; the whole is proof-read anew."""
    if crossed := undecided_of(session, edition.group_id, edition.year):
        told = f"文稿里有 {crossed} 段两人同时写过、还没有选定：请在文稿里选定，重新生成后再定稿"
        raise RuleBroken(told)
    if waiting := unanswered(session, edition):
        raise RuleBroken(f"还有 {waiting} 条成员单位的意见没有答复，请先逐条答复再定稿")
    found = findings(thaw(edition.facts or ""), thaw_edits(edition.edits))
    if blocks(unwaved(session, edition.group_id, edition.year, found)):
        raise RuleBroken("校对还有须改的问题：改好背后的记录，重新生成后再定稿")


def _refuse_wrong_number(session: Session, edition: Edition, number: str) -> None:
    if not NUMBER.fullmatch(number):
        form = "云职集〔2024〕12号"
        raise RuleBroken(f"发文字号应写成“{form}”：六角括号、年份四位、不加“第”", "number")
    taken = sa.select(Edition.id).where(
        Edition.group_id == edition.group_id,
        Edition.document_number == number,
        Edition.id != edition.id,
    )
    if session.scalar(taken):
        raise RuleBroken(f"{number}已经用过，请换一个号", "number")
