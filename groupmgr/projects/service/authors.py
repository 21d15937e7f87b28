"""Who completed an output, unit by unit at its place (2-records.md 2.7, 完成单位排名)."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor
from groupmgr.projects.models import Output, OutputAuthor, Project


def sign(
    session: Session, actor: Actor, project: Project, output: Output, facts: Mapping[str, Any]
) -> None:
    """Replace the authors of an output; places may lack where they are not known."""
    policy.require_on(session, actor, Action.PROJECT_EDIT, project)
    rows = sorted(facts["authors"], key=lambda row: int(row["rank"]))
    for words in _wrong(rows):
        raise RuleBroken(words, "authors")
    output.authors.clear()
    session.flush()
    output.authors = [OutputAuthor(**row) for row in rows]
    words = f"{output.title}：完成单位 {len(rows)} 个"
    before = journal.facts(project)
    journal.record(session, actor, "登记完成单位", project, before=before, reason=words)


def _wrong(rows: list[dict[str, Any]]) -> Iterator[str]:
    if any(row["rank"] < 1 for row in rows):
        yield "排名从 1 起"
    if _repeated(row["rank"] for row in rows):
        yield "一个排名只填一行"
    if any((row["unit_id"] is None) == (not row["name"]) for row in rows):
        yield "每行选择一个单位，不在名录中的写明名称"
    if _repeated(row["unit_id"] for row in rows if row["unit_id"] is not None):
        yield "同一单位只填一行"


def _repeated(values: Iterator[Any]) -> bool:
    found = list(values)
    return len(set(found)) < len(found)
