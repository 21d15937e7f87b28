"""Names of invented people; some hold characters that fonts and databases like to lose."""

import random

_FAMILIES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁于蒋蔡余杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛"
    "郝龚邵万钱严覃武戴莫孔向汤"
)
_FIRST = "建国志文晓海立春秋永思一正子景明德俊光振继学宏守伟玉素清秀雪若宇泽承书亦维启长兆佩雅静慧"
_SECOND = (
    "军华明强平辉鹏飞波涛斌杰超刚勇亮峰林松柏岩川江河宁安康远航帆达成功勤敏静雯婷芳娟兰梅琴丽"
    "霞红燕青云岚舟遥"
)
_RARE = (
    "王堃",
    "李喆",
    "张祎",
    "赵昇",
    "陈𠮷",
    "白〇一",
    "刘翀",
    "杨旸",
    "马骉",
    "周珺",
    "吴昉",
    "高璟",
    "欧阳煜",
    "上官澍",
)


class Names:
    """Gives every person a name of their own; every eleventh one is rare."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._given: set[str] = set()
        self._rare = iter(_RARE)

    def take(self) -> str:
        """Return a name that nobody has yet."""
        if len(self._given) % 11 == 5:
            rare = next(self._rare, None)
            if rare is not None:
                self._given.add(rare)
                return rare
        while True:
            name = self._compose()
            if name not in self._given:
                self._given.add(name)
                return name

    def _compose(self) -> str:
        family, last = self._dice.choice(_FAMILIES), self._dice.choice(_SECOND)
        return (
            family + last
            if self._dice.random() < 0.25
            else family + self._dice.choice(_FIRST) + last
        )
