"""Under which heading of a report the evidence of an activity is filed."""

from collections.abc import Iterator, Mapping

from groupmgr.files.packing import plain
from groupmgr.reports.compose import book
from groupmgr.reports.facts import Facts
from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Document

# The sections that tell of the categories of activities, by their keys.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "work/policy": ("专家讲座", "专题研讨", "制度建设"),
    "work/alliance": ("签约", "授牌", "论坛"),
    "work/sharing": ("互访交流", "调研走访"),
    "work/chains": ("供需对接",),
    "work/teaching": ("技能竞赛",),
    "results/training": ("学生实习实训",),
    "results/enterprises": ("企业职工培训", "技术服务"),
    "results/sharing": ("互派互聘", "教师企业实践", "对外交流合作", "宣传报道"),
    "results/service": ("社会培训",),
}
_OTHER = "其他活动"
_LONGEST = 40


def chapters(facts: Facts, document: Document) -> dict[int, str]:
    """Return the folder of every activity, in the order of the report's headings."""
    folders, found = dict(_folders(document)), {}
    wanted = {name: key for key, names in SECTIONS.items() for name in names}
    for activity in facts.activities:
        key = wanted.get(book.plain(activity.category), "")
        found[activity.number] = folders.get(key, f"{len(folders) + 1:02} {_OTHER}")
    return dict(sorted(found.items(), key=lambda pair: (pair[1], pair[0])))


def _folders(document: Document) -> Iterator[tuple[str, str]]:
    place, above = 0, ""
    for item in numbered(document.sections):
        above = item.heading if item.level == 1 else above
        if item.section.key in SECTIONS:
            place += 1
            yield item.section.key, plain(f"{place:02} {above}{item.heading}", _LONGEST)
