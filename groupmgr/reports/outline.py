"""The report as sections of paragraphs, tables and charts, before it is a page, a PDF or a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from groupmgr.official.pieces import Foot, Head, Signature

LINE = 28
DEPTH = 4
# What stands in a passage where the figure it names is not known.
MISSING = "（缺数据）"


@dataclass(frozen=True, slots=True)
class Text:
    """Words, and figures that stand inside names and dates."""

    text: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure of an indicator; it leads to the indicator's row in the annex.

    `aspect` says what of it is told: its value, its move against last year's, a
    part of it; `unit` is the unit it is told in where that is not its own.
    """

    code: str
    text: str
    aspect: str = "value"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A number of records; it leads to the table that lists them.

    `name` tells it from the other numbers of its paragraph, in any year.
    """

    key: str
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number that others state; it is printed with its source."""

    number: str
    source: str

    @property
    def text(self) -> str:
        """What is printed."""
        return f"{self.number}（来源：{self.source}）"


@dataclass(frozen=True, slots=True)
class Scan:
    """A code for the camera of a phone that leads to a page; `text` says what it shows."""

    address: str
    text: str


Run = Text | Bound | Cited | Quoted
Runs = tuple[Run, ...]
Cell = str | Bound | Scan


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences; `edited` where people wrote them."""

    runs: Runs
    key: str = ""
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; its width is counted in characters of the line."""

    head: str
    width: int
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads, as wide as the line; links lead to its key, and to rows by their codes."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: str = ""
    codes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if sum(column.width for column in self.columns) != LINE:
            raise ValueError(f"the columns of {self.caption} do not fill the line")


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of the figures in its table; `summary` says in words what it shows.

    Its size is in CSS pixels; one that is narrower than the line has its table beside it.
    """

    caption: str
    summary: str
    option: Mapping[str, Any]
    table: Table
    width: int
    height: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where the report has nothing to say because nothing was recorded."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture by the fingerprint of its content, and what it shows."""

    caption: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Photos:
    """One or two photos, side by side."""

    photos: tuple[Photo, ...]
    key: str = ""

    @property
    def caption(self) -> str:
        """Return what they show."""
        return "照片：" + "；".join(photo.caption for photo in self.photos)

    @property
    def summary(self) -> str:
        """Return where they come from."""
        return "取自这些活动的佐证"


Block = Paragraph | Table | Chart | Gap | Photos


def captions(block: Block) -> tuple[str, ...]:
    """Return what is printed with the tables, charts and photos of a block."""
    if isinstance(block, Photos):
        return tuple(photo.caption for photo in block.photos)
    return (block.caption,) if isinstance(block, Table | Chart) else ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; its level is its depth, so levels never jump.

    The key of a section or block is its address in the report of any group and
    year, as `overview/members`; figures, order and wording do not change it.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple["Section", ...] = ()
    numbered: bool = True
    key: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A list behind the report; a wide one is printed across the long side of the sheet."""

    title: str
    blocks: tuple[Block, ...]
    key: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Official:
    """正式公文体: what stands before and behind the text of an official document."""

    head: Head
    addressee: str
    note: str
    foot: Foot


@dataclass(frozen=True, slots=True)
class Address:
    """大会报告体: a numbered paper of a meeting, with a couplet, read out to those present."""

    subtitle: str
    paper: str
    meeting: str
    spoken_on: str
    reporter: str
    salutation: str
    greeting: str
    closing: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What the report is called and who signs it when; `record` tells of which edition it is.

    The title has a line for each of its lines.
    """

    group: str
    subject: str
    title: str
    signature: Signature
    record: tuple[tuple[str, str], ...]
    layout: Official | Address


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report."""

    cover: Cover
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...]
