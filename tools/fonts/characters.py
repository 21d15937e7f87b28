"""Which characters a face must carry, taken from the standards themselves."""

from itertools import product

from pypinyin_dict.pinyin_data import ktghz2013

ASCII = frozenset(range(0x20, 0x7F))
#: Every face needs them: a space is set in the face of the character before it.
BLANKS = frozenset({0x20, 0xA0})
#: Marks that GBK lacks and that reports use.
MARKS = frozenset(map(ord, "©®²³¹¼½¾–•✓▪▫"))


def gb2312() -> frozenset[int]:
    """Return GB 2312: what everyday text is written with, dash and dot as GBK maps them."""
    return _decoded("gbk", range(0xA1, 0xF8), range(0xA1, 0xFF))


def gbk() -> frozenset[int]:
    """Return GBK: GB 2312, traditional forms and the characters of most names."""
    return _decoded("gbk", range(0x81, 0xFF), range(0x40, 0xFF))


def standard() -> frozenset[int]:
    """Return the 8105 characters of 通用规范汉字表, 196 of them outside the first plane."""
    return frozenset(ktghz2013.pinyin_dict)


def rare() -> frozenset[int]:
    """Return the ideographs beyond the first plane that people and places are named with.

    They are those of 通用规范汉字表 and of the Hong Kong set, and 𠮷.
    """
    hong_kong = _decoded("big5hkscs", range(0x81, 0xFF), range(0x40, 0xFF))
    return frozenset(
        code for code in hong_kong | standard() | {ord("𠮷")} if 0xFFFF < code < 0x2F800
    )


def _decoded(codec: str, first: range, second: range) -> frozenset[int]:
    pairs = (bytes(pair).decode(codec, "ignore") for pair in product(first, second))
    return frozenset(ord(text) for text in pairs if len(text) == 1 and ord(text) > 0x7F)
