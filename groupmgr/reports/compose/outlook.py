"""三、未来工作展望: what the records say is still to be done, and nothing that nobody recorded."""

import datetime as dt

from groupmgr.reports.compose.book import Book, cited, tally
from groupmgr.reports.compose.phrases import (
    clause,
    day,
    first,
    joined,
    paragraph,
    section,
    sentence,
)
from groupmgr.reports.facts import FollowUp, Project
from groupmgr.reports.outline import Runs, Section

_TOLD = 8


def outlook(book: Book) -> tuple[Section, ...]:
    """Compose the section, or mark the gap where no plan is on record."""
    gap = "没有已登记的后续工作安排、在实施项目或在建基地，本部分待秘书处补充。"
    parts = (*_matters(book), *_projects(book), *_bases(book), *_agreements(book))
    return section("未来工作展望", parts=parts, gap=gap)


def _matters(book: Book) -> tuple[Section, ...]:
    still = sorted(
        (matter for matter in book.facts.follow_ups if not matter.done),
        key=lambda matter: (matter.due_on or "9999", matter.matter),
    )
    late = [matter for matter in still if matter.due_on and matter.due_on < book.facts.as_of]
    state = sentence(
        clause("会议议定事项中尚有", cited("follow-ups", len(still), "项"), "正在推进"),
        clause("其中", cited("follow-ups", len(late), "项"), "已超过完成时限，将优先办结"),
        opening=f"截至{day(book.facts.as_of, with_year=True)}，",
    )
    tasks = sentence(*map(_task, still[:_TOLD]), opening="下一步，", mark="；")
    more = sentence(clause("其余", cited("follow-ups", len(still) - _TOLD, "项"), "见附件"))
    told_all = len(still) <= _TOLD
    return section(
        "抓好会议议定事项落实",
        *paragraph(state),
        *paragraph(tasks, () if told_all else more),
    )


def _task(matter: FollowUp) -> Runs:
    unit = f"由{matter.unit}牵头，" if matter.unit else ""
    due = f"于{day(matter.due_on, with_year=True)}前" if matter.due_on else ""
    return clause(f"{unit}{due}完成{matter.matter.rstrip('。；')}")


def _projects(book: Book) -> tuple[Section, ...]:
    running = [project for project in book.facts.projects if project.goes_on]
    total = sentence(
        clause("继续实施校企合作项目", cited("projects", len(running), "个")),
        clause("其中", joined(tally([p.kind for p in running], "projects", "个")[:4], "、")),
    )
    ending = sorted((p.ends_on, p.name, p) for p in running if p.ends_on and _soon(book, p.ends_on))
    tasks = sentence(
        *(_ending(project) for _, _, project in ending[:_TOLD]),
        opening="做好将在下一年度到期项目的验收和总结：",
        mark="；",
    )
    return section("推进在实施的校企合作项目", *paragraph(total), *paragraph(tasks))


def _ending(project: Project) -> Runs:
    parties, due = first(project.parties, 2), day(project.ends_on or "", with_year=True)
    return clause(f"{project.name}（{parties}），{due}到期")


def _bases(book: Book) -> tuple[Section, ...]:
    building = [base for base in book.facts.bases if base.building]
    said = sentence(
        clause("推进", cited("bases", len(building), "个"), "实训基地建设"),
        clause(f"包括{first([base.name for base in building], 5)}" if building else ()),
    )
    return section("加快实训基地建设", *paragraph(said))


def _agreements(book: Book) -> tuple[Section, ...]:
    ending = [a.name for a in book.facts.agreements if a.expires_on and _soon(book, a.expires_on)]
    said = sentence(
        clause("下一年度将有", cited("agreements", len(ending), "份"), "校企合作协议到期"),
        clause(f"包括{first(ending, 5)}" if ending else ()),
        clause("集团将督促有关单位及时评估和续签" if ending else ()),
    )
    return section("做好校企合作协议续签", *paragraph(said))


def _soon(book: Book, iso: str) -> bool:
    as_of = dt.date.fromisoformat(book.facts.as_of)
    return as_of < dt.date.fromisoformat(iso) <= dt.date(as_of.year + 1, 12, 31)
