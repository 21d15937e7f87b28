"""Passages as people's browsers send them: words, and ⟦…⟧ where a figure stands.

⟦S01⟧, ⟦S01｜同比⟧ and ⟦G01｜其中：企业｜所⟧ are figures of indicators,
⟦记录｜举办专家讲座⟧ is a number of records by its name in the proposed paragraph,
⟦记录｜活动17⟧ tells a whole activity in the words of its record,
⟦引用｜8.5%｜省统计局公报⟧ is a number of others with its source.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from groupmgr.reports.facts import Activity
from groupmgr.reports.outline import Bound, Cited, Quoted, Run, Runs

ASPECTS = {
    "value": "",
    "change": "同比",
    "previous": "上年",
    "confirmed": "各方已确认",
    "evidenced": "A级佐证",
    "units": "各单位合计",
    "overlap": "重复计列",
}
_BY_WORDS = {words: aspect for aspect, words in ASPECTS.items()}
_PART, _OF = "part:", "其中："
_COUNT, _QUOTE, _CASE = "记录", "引用", "活动"
_TOKEN = re.compile(r"⟦([^⟦⟧\n]*)⟧")
_CODE = re.compile(r"[A-Z]\d{2,3}[a-z]?")
_OWN = str.maketrans({"⟦": "[", "⟧": "]", "｜": "|"})


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of an indicator: its value, its move, a part of it."""

    code: str
    aspect: str = "value"
    unit: str = ""

    @property
    def label(self) -> str:
        """What of the figure is told, in words."""
        if self.aspect.startswith(_PART):
            return _OF + self.aspect.removeprefix(_PART)
        return ASPECTS[self.aspect]


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of records that the paragraph proposed from them names so."""

    name: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A number that others state."""

    text: str
    source: str


Token = Told | Counted | Quote
Piece = str | Token


def read(line: str) -> Iterator[Piece]:
    """Yield the words and tokens of a line; what is no token stays as it was typed."""
    end = 0
    for found in _TOKEN.finditer(line):
        token = _token(found[1].split("｜"))
        if token is not None:
            yield line[end : found.start()]
            yield token
            end = found.end()
    yield line[end:]


def mark(token: Token) -> str:
    """Write a token."""
    if isinstance(token, Told):
        parts = [token.code, token.label, token.unit]
    elif isinstance(token, Counted):
        parts = [_COUNT, token.name]
    else:
        parts = [_QUOTE, token.text, token.source]
    while not parts[-1]:
        parts.pop()
    return f"⟦{'｜'.join(part.translate(_OWN) for part in parts)}⟧"


def caption(run: Run, names: Mapping[str, str]) -> str:
    """Say what a drawn figure is, as 成员单位总数（同比）; `names` are those of indicators."""
    token = token_of(run)
    if isinstance(token, Told):
        label = f"（{token.label}）" if token.label else ""
        return f"{names.get(token.code, token.code)}{label}，编号 {token.code}"
    if isinstance(token, Counted):
        return f"来自记录：{token.name}"
    return f"引用自{token.source}" if token else ""


def written(runs: Runs) -> str:
    """Write drawn runs as people edit them."""
    return "".join(map(_written, runs))


def case_of(activity: Activity) -> str:
    """Return the name by which a passage tells an activity as a case."""
    return f"{_CASE}{activity.number}"


def token_of(run: Run) -> Token | None:
    """Return what a drawn figure is drawn from."""
    if isinstance(run, Bound):
        return Told(run.code, run.aspect, run.unit)
    if isinstance(run, Cited):
        return Counted(run.name.translate(_OWN))
    if isinstance(run, Quoted):
        return Quote(run.number, run.source)
    return None


def _written(run: Run) -> str:
    token = token_of(run)
    return run.text.translate(_OWN) if token is None else mark(token)


def _token(parts: list[str]) -> Token | None:
    kind, rest = parts[0], [part.strip() for part in parts[1:]]
    if kind == _COUNT and len(rest) == 1:
        return Counted(rest[0])
    if kind == _QUOTE and len(rest) == 2 and all(rest):
        return Quote(*rest)
    if _CODE.fullmatch(kind) and len(rest) < 3:
        return _figure(kind, *rest)
    return None


def _figure(code: str, words: str = "", unit: str = "") -> Told | None:
    if words.startswith(_OF):
        return Told(code, _PART + words.removeprefix(_OF), unit)
    aspect = _BY_WORDS.get(words)
    return Told(code, aspect, unit) if aspect else None
