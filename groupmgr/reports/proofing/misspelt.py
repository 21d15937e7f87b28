"""错别字 that reports are known to carry; each with the right word."""

import re
from collections.abc import Iterator

from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Known
from groupmgr.reports.proofing.lines import Lines

# A line is: as it is typed, as it should be. A pattern leaves out what is right in other words.
_WRONG = """
身体将康 身体健康
双师形 双师型
布署 部署
按装(?!备|机|配|置|箱) 安装
坐谈会 座谈会
签定(?!向|期|点|制|额) 签订
再接再励 再接再厉
迫不急待 迫不及待
一愁莫展 一筹莫展
松驰 松弛
墨守陈规 墨守成规
按步就班 按部就班
名符其实 名副其实
穿流不息 川流不息
必竟 毕竟
竟赛 竞赛
竟争 竞争
融汇贯通 融会贯通
一如继往 一如既往
再所难免 在所难免
以身做则 以身作则
因地治宜 因地制宜
园满 圆满
部份 部分
成份 成分
好象(?!征) 好像
编篡 编纂
贯切 贯彻
陪训 培训
陪养 培养
提昇 提升
师姿 师资
产教溶合 产教融合
产教融和 产教融合
校企溶合 校企融合
学徙 学徒
帐号 账号
假设干 若干
原那么 原则
小编络 网络
兴旺国家 发达国家
双高方案 双高计划
"""
WRONG = tuple(
    (re.compile(pattern), right)
    for pattern, right in (line.split() for line in _WRONG.strip().splitlines())
)


def words(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find words that are never written so."""
    for line in lines:
        for pattern, right in WRONG:
            for found in pattern.finditer(line.text):
                said = f"“{found[0]}”疑为“{right}”"
                yield Finding(line.number, *found.span(), Severity.MUST, said, right)
