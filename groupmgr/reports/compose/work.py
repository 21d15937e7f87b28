"""一、开展的主要工作: the five items under which a secretariat tells its year."""

from groupmgr.reports.compose.book import Book, cited, plain, tally
from groupmgr.reports.compose.examples import quoted, told
from groupmgr.reports.compose.months import months
from groupmgr.reports.compose.phrases import (
    clause,
    first,
    joined,
    paragraph,
    section,
    sentence,
)
from groupmgr.reports.compose.pictures import bars
from groupmgr.reports.facts import Agreement, Honour
from groupmgr.reports.outline import Block, Runs, Section

_POLICY = ("专家讲座", "专题研讨", "制度建设")
_ALLIANCE = ("签约", "授牌", "论坛")
_SHARING = ("互访交流", "调研走访")
_CHAINS = ("供需对接",)
_TIES = {"牵头": "牵头成立", "参与": "参与", "指导建立": "指导建立"}
_WON = {"入选": "入选", "推荐": "获推荐申报"}
_TEACHING = ("技能竞赛",)


def work(book: Book) -> tuple[Section, ...]:
    """Compose the section; an item without records falls away."""
    parts = (*_policy(book), *_alliance(book), *_sharing(book), *_chains(book), *_teaching(book))
    gap = f"{book.facts.year}年没有已通过审核的工作记录，本部分待补充。"
    told_first = paragraph("year", _year(book))
    return section("work", "开展的主要工作", *told_first, *months(book), parts=parts, gap=gap)


def _year(book: Book) -> Runs:
    kinds = [plain(activity.category) for activity in book.facts.activities]
    return sentence(
        clause("集团及各成员单位共开展活动", cited("activities", len(kinds), "项")),
        clause("其中", joined(tally(kinds, "activities", "项")[:6], "、")),
        opening="一年来，",
    )


def _policy(book: Book) -> tuple[Section, ...]:
    summed = sentence(
        clause("举办专家讲座", book.counted("专家讲座")),
        clause("组织专题研讨（座谈）", book.counted("专题研讨")),
        clause("新建和修订制度文件", book.counted("制度建设", unit="份")),
        opening="集团组织成员单位学习贯彻职业教育政策，全年",
    )
    return section(
        "policy",
        "贯彻落实职教政策，助力职业院校高水平建设",
        *paragraph("summary", summed),
        *told(book.activities(*_POLICY)),
    )


def _alliance(book: Book) -> tuple[Section, ...]:
    tied = sentence(*_tied(book), *map(_won, _honours(book)), opening="本年度，")
    summed = sentence(
        clause("牵头或参与行业产教融合共同体", book.bound("Q09")),
        clause("市域产教联合体", book.bound("Q09b")),
        clause("指导建立行业性、区域性职教集团", book.bound("Q10")),
        clause("新签校企合作协议", cited("agreements", len(_signed(book)), "份")),
        clause("举行签约活动", book.counted("签约")),
        clause("授牌（揭牌）", book.counted("授牌")),
        opening="集团主动融入现代职业教育体系建设，",
    )
    return section(
        "alliance",
        "升级发展，实现与共同体和联合体双向接轨",
        *paragraph("summary", summed, tied),
        *told(book.activities(*_ALLIANCE)),
    )


def _sharing(book: Book) -> tuple[Section, ...]:
    summed = sentence(
        clause("建成运行实训基地", book.bound("B01")),
        clause("建筑面积", book.bound("B05")),
        clause("设备总值", book.bound("B06")),
        clause("当年新增设备", book.bound("B06b")),
        clause("提供工位", book.bound("B08")),
        opening="集团整合学校、企业和行业资源，",
    )
    visited = sentence(
        clause("调研走访", book.counted("调研走访", unit="次")),
        clause("互访交流", book.counted("互访交流", unit="次")),
        opening="围绕资源共享开展",
    )
    return section(
        "sharing",
        "汇聚资源，促进资源共享和校企共同发展",
        *paragraph("summary", summed, visited),
        *_levels(book),
        *told(book.activities(*_SHARING)),
    )


def _levels(book: Book) -> tuple[Block, ...]:
    figure = book.figure("B01")
    if figure is None or not figure.breakdown:
        return ()
    ranked = sorted(figure.breakdown, key=lambda pair: _rank(pair[0]))
    summary = "、".join(f"{level}{value}个" for level, value in ranked) + "。"
    values = {level: float(value) for level, value in ranked}
    return (bars("levels", "已建成运行实训基地的级别", summary, ("级别", "数量（个）"), values),)


def _rank(level: str) -> int:
    order = ("国家级", "省级", "市级", "县级", "集团级", "校级")
    return order.index(plain(level)) if plain(level) in order else len(order)


def _chains(book: Book) -> tuple[Section, ...]:
    summed = sentence(
        clause("建设产业学院", book.bound("P14")),
        clause("建成校中厂", book.bound("B17")),
        clause("厂中校", book.bound("B17b")),
        clause("组织供需对接（双选）活动", book.counted("供需对接")),
        opening="集团紧密对接产业需求，",
    )
    # 推荐 and 入选 are two states and never one figure.
    listed = sentence(
        clause("推荐开放型区域产教融合实践中心", book.bound("B24")),
        clause("入选", book.bound("B24b")),
        clause("推荐校企合作典型生产实践项目", book.bound("P16")),
        clause("入选", book.bound("P16b")),
        opening="重点打造并",
    )
    return section(
        "chains",
        "助力联合体，推进产业链与教育链紧密对接",
        *paragraph("summary", summed, listed),
        *told(book.activities(*_CHAINS)),
    )


def _teaching(book: Book) -> tuple[Section, ...]:
    running = sentence(
        clause("在实施合作项目", book.bound("P01")),
        clause("其中", joined(book.parts("P01")[:4], "、")),
        clause("现代学徒制覆盖成员职业院校的", book.bound("P07")),
        opening="集团分类推进人才培养模式改革，",
    )
    begun = [project.name for project in book.facts.projects if project.began_this_year]
    new = sentence(
        clause("启动项目", cited("projects", len(begun), "个"), f"，包括{first(begun)}"),
        opening="本年度新",
    )
    return section(
        "teaching",
        "深化教育教学改革，探索人才培养新模式",
        *paragraph("summary", running, new),
        *_kinds(book),
        *told(book.activities(*_TEACHING)),
    )


def _kinds(book: Book) -> tuple[Block, ...]:
    figure = book.figure("P01")
    if figure is None or not figure.breakdown:
        return ()
    values = {kind: float(value) for kind, value in figure.breakdown}
    heads = ("项目类型", "数量（个）")
    return (bars("kinds", "在实施合作项目的类型", f"共{figure.value}个项目。", heads, values),)


def _tied(book: Book) -> list[Runs]:
    """Name the alliances of the year, those that the group leads first."""
    begun = [tie for tie in book.facts.ties if tie.since.startswith(f"{book.facts.year}-")]
    names = {
        words: [f"{tie.name}（{int(tie.since[5:7])}月）" for tie in begun if tie.tie == words]
        for words in _TIES
    }
    return [clause(f"{_TIES[words]}{first(found)}") for words, found in names.items() if found]


def _honours(book: Book) -> list[Honour]:
    year = f"{book.facts.year}-"
    dated = [honour for honour in book.facts.honours if (honour.on or "").startswith(year)]
    return [honour for honour in dated if honour.standing in _WON]


def _won(honour: Honour) -> Runs:
    return clause(f"集团{_WON[honour.standing]}{quoted(honour.title)}（{honour.level}）")


def _signed(book: Book) -> list[Agreement]:
    year = f"{book.facts.year}-"
    return [a for a in book.facts.agreements if (a.signed_on or "").startswith(year)]
