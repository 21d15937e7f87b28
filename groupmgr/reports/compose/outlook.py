"""三、未来工作展望: what the records say is to be done, and nothing that nobody recorded."""

import datetime as dt

from groupmgr.reports.compose.book import Book, cited, tally
from groupmgr.reports.compose.keys import mark
from groupmgr.reports.compose.phrases import (
    clause,
    day,
    first,
    joined,
    paragraph,
    section,
    sentence,
)
from groupmgr.reports.facts import FollowUp, Plan, Project
from groupmgr.reports.outline import Runs, Section, Text

_TOLD = 8


def outlook(book: Book) -> tuple[Section, ...]:
    """Compose the section: the plans on record first, then what is still running."""
    parts = (*_planned(book), *_matters(book), *_projects(book), *_bases(book), *_agreements(book))
    return section("outlook", "未来工作展望", parts=parts)


def _planned(book: Book) -> tuple[Section, ...]:
    plans = book.facts.plans
    if not plans:
        return section(
            "next-year",
            "下一年度重点工作",
            gap=f"未登记{book.facts.year + 1}年度工作计划，待秘书处补充。",
        )
    titles = dict.fromkeys(plan.section for plan in plans)
    return tuple(
        Section(
            title,
            parts=tuple(_plan(plan) for plan in plans if plan.section == title),
            key=f"plan-{mark(title)}",
        )
        for title in titles
    )


def _plan(plan: Plan) -> Section:
    words = paragraph("text", (Text(plan.text.strip()),))
    return Section(plan.title, words, key=mark(plan.title))


def _matters(book: Book) -> tuple[Section, ...]:
    still = sorted(
        (matter for matter in book.facts.follow_ups if matter.open),
        key=lambda matter: (matter.due_on, matter.matter),
    )
    late = [matter for matter in still if matter.due_on < book.facts.as_of]
    state = sentence(
        clause("会议议定事项中尚有", cited("follow-ups", len(still), "项"), "正在推进"),
        clause("其中", cited("follow-ups", len(late), "项"), "已超过完成时限，将优先办结"),
        opening=f"截至{day(book.facts.as_of, with_year=True)}，",
    )
    tasks = sentence(*map(_task, still[:_TOLD]), opening="下一步，", mark="；")
    rest = max(len(still) - _TOLD, 0)
    more = sentence(clause("其余", cited("follow-ups", rest, "项"), "见附件"))
    return section(
        "matters",
        "抓好会议议定事项落实",
        *paragraph("state", state),
        *paragraph("tasks", tasks, more),
    )


def _task(matter: FollowUp) -> Runs:
    units = f"由{first(matter.units, 2)}牵头，" if matter.units else ""
    return clause(f"{units}于{day(matter.due_on, with_year=True)}前{matter.matter.rstrip('。；')}")


def _projects(book: Book) -> tuple[Section, ...]:
    running = [project for project in book.facts.projects if project.goes_on]
    total = sentence(
        clause("继续实施校企合作项目", cited("projects", len(running), "个")),
        clause("其中", joined(tally([p.kind for p in running], "projects", "个")[:4], "、")),
    )
    ending = sorted((p.ends_on, p.name, p) for p in running if p.ends_on and _soon(book, p.ends_on))
    due = sentence(
        *(_ending(project) for _, _, project in ending[:_TOLD]),
        opening="做好下一年度到期项目的验收和总结：",
        mark="；",
    )
    return section(
        "projects",
        "推进在实施的校企合作项目",
        *paragraph("total", total),
        *(block for key, step in _steps(running) for block in paragraph(key, step)),
        *paragraph("due", due),
    )


def _steps(running: list[Project]) -> list[tuple[str, Runs]]:
    """Tell the next steps on record, once where several projects take the same."""
    steps: dict[str, list[str]] = {}
    for project in running:
        steps.setdefault(project.next_steps.strip().rstrip("。"), []).append(project.name)
    told = [(words, names) for words, names in steps.items() if words][:_TOLD]
    return [
        (f"step-{mark(words)}", sentence(clause(_projects_named(names), f"：{words}")))
        for words, names in told
    ]


def _projects_named(names: list[str]) -> Runs:
    if len(names) > 2:
        return clause(first(names, 2), cited("projects", len(names), "个"), "项目")
    return clause(first(names, 2))


def _ending(project: Project) -> Runs:
    parties, due = first(project.parties, 2), day(project.ends_on or "", with_year=True)
    return clause(f"{project.name}（{parties}），{due}到期")


def _bases(book: Book) -> tuple[Section, ...]:
    building = [base.name for base in book.facts.bases if base.building]
    said = sentence(
        clause("推进", cited("bases", len(building), "个"), "实训基地建设"),
        clause(f"包括{first(building, 5)}" if building else ()),
    )
    return section("bases", "加快实训基地建设", *paragraph("summary", said))


def _agreements(book: Book) -> tuple[Section, ...]:
    ending = [a.name for a in book.facts.agreements if a.expires_on and _soon(book, a.expires_on)]
    said = sentence(
        clause("下一年度将有", cited("agreements", len(ending), "份"), "校企合作协议到期"),
        clause(f"包括{first(ending, 5)}" if ending else ()),
        clause("集团将督促有关单位及时评估和续签" if ending else ()),
    )
    return section("agreements", "做好校企合作协议续签", *paragraph("summary", said))


def _soon(book: Book, iso: str) -> bool:
    as_of = dt.date.fromisoformat(book.facts.as_of)
    return as_of < dt.date.fromisoformat(iso) <= dt.date(as_of.year + 1, 12, 31)
