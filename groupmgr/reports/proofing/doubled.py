"""Words typed twice (本着本着, 设立立), not what Chinese repeats rightly (渐渐, 研究研究)."""

import re
from collections.abc import Iterator

from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Known
from groupmgr.reports.proofing.lines import Line, Lines

_TWICE = re.compile(r"([\u4e00-\u9fff]{2,8})\1")
_ONCE_MORE = re.compile(r"([\u4e00-\u9fff])\1")

# Verbs that are said twice when something is done briefly.
_BRIEFLY = """
研究 讨论 商量 学习 考虑 了解 交流 介绍 参观 休息 锻炼 准备 打扫 整理 体验 感受 练习 比较 尝试 总结
分析 检查 改进 改善 提高 宣传 教育 调整 调查 观察 思考 琢磨 活动 沟通 联系 测试 试验 推敲 斟酌 收拾
指导 帮助 鼓励 表扬 评论 评价 回顾 展望 反思 梳理 归纳 复习 预习 打听 询问 认识 熟悉 放松 轻松 高兴
许多 很多 非常 十分 慢慢 好好 多多
"""
_REPEATED = frozenset(_BRIEFLY.split())
# A sum, a step, a batch: 一个一个, 两批两批.
_COUNTED = frozenset("一二三四五六七八九十两几半每")
# Two words may be alike: 特色产业产业园, 校企合作合作项目. These letters go on with the second.
_GOES_ON = frozenset("家链化性者园部处科室品员院校群区带会协项基体班")
# A letter may end one word and begin the next: with these behind it, both are right.
_MEETING: dict[str, str] = {
    "的": "确士",
    "了": "解然结得却断",
    "和": "谐平睦解气好顺善煦面",
    "在": "在于内线校岗座职籍册编建研场此即乎意读学",
    "是": "否非以",
    "与": "会否",
    "及": "时其格早至第",
    "对": "接应象策比口外准话标照待方于等联手",
    "把": "握关手控脉",
    "被": "动告",
    "从": "而事业严此未前头中速新容",
    "向": "导上前心往好",
    "就": "业读地近任职医绪学此餐",
    "并": "且轨行举存网列非购",
    "到": "位达来期底会场校岗款账",
    "着": "力手眼重落装实",
    "要": "求点素闻务紧件领",
    "立": "体即足项法场德案志意功",
    "设": "备计施立置想定点在法",
    "展": "示开览现望厅会台位品演播馆区",
    "进": "行一入步展修校企度取口出程驻而阶",
    "提": "高升供出名前示案交请炼质取纯",
    "施": "工行教策展肥",
    "善": "于意待良后举",
    "质": "量检保监谱疑",
    "养": "老殖成护分生育",
    "们": "",
    "所": "有以需在属谓长得",
    "其": "他它中余实次",
    "这": "些个样里次种",
}


def repeated(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find words and letters that stand twice."""
    for line in lines:
        spans = _names(line)
        for found in _TWICE.finditer(line.text):
            named = any(first <= found.start() < last for first, last in spans)
            spans.append(found.span())
            if not named and not _right(line.text, found):
                yield _finding(line, found, Severity.MUST)
        for found in _ONCE_MORE.finditer(line.text):
            inside = any(start <= found.start() < end for start, end in spans)
            if not inside and _slipped(line.text, found):
                yield _finding(line, found, Severity.SHOULD)


def _names(line: Line) -> list[tuple[int, int]]:
    """Return the names that stand in the records: 恒砺数控 has a class of 数控技术."""
    return [span for span in line.quoted if not set(line.text[slice(*span)]) & set("，。；")]


def _right(text: str, found: re.Match[str]) -> bool:
    word, after = found[1], text[found.end() : found.end() + 1]
    repeated = word in _REPEATED or word[0] in _COUNTED or len(set(word)) == 1
    return repeated or (bool(after) and after in _GOES_ON)


def _finding(line: Line, found: re.Match[str], severity: Severity) -> Finding:
    return Finding(line.number, *found.span(), severity, f"“{found[1]}”重复", found[1])


def _slipped(text: str, found: re.Match[str]) -> bool:
    """Tell whether a letter stands twice that cannot begin the next word."""
    letter, start, end = found[1], *found.span()
    if letter not in _MEETING or _paired(text[start - 2 : start]) or _paired(text[end : end + 2]):
        return False
    after = text[end : end + 1]
    return not after or after not in _MEETING[letter]


def _paired(letters: str) -> bool:
    """Tell whether a letter stands twice beside it, as in 实实在在."""
    return len(letters) == 2 and letters[0] == letters[1]
