"""What comes off the press: the pages of one part, and what leads to them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple

Place = tuple[int, float, float]


class Part(NamedTuple):
    """A page to be printed; one that bears only page numbers has no tags."""

    html: str
    tagged: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: its level, its words, and its place."""

    level: int
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part in print.

    A place is a page, counted from 0, and a point on it in PDF units. `kinds`
    are the names that the styles give to its pages.
    """

    kinds: tuple[str, ...]
    places: Mapping[str, Place]
    marks: tuple[Mark, ...]
    pdf: bytes

    def dump(self) -> bytes:
        """Write the sheet as one line of JSON and its PDF."""
        about = {
            "kinds": self.kinds,
            "places": self.places,
            "marks": [asdict(mark) for mark in self.marks],
        }
        return json.dumps(about, ensure_ascii=False).encode() + b"\n" + self.pdf


def load(dumped: bytes) -> Sheet:
    """Read a sheet back."""
    line, _, pdf = dumped.partition(b"\n")
    about = json.loads(line)
    marks = tuple(Mark(m["level"], m["words"], _place(m["place"])) for m in about["marks"])
    places = {name: _place(place) for name, place in about["places"].items()}
    return Sheet(tuple(about["kinds"]), places, marks, pdf)


def _place(place: list[float]) -> Place:
    page, x, y = place
    return int(page), x, y
