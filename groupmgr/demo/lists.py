"""The lists that stand beside the code: units.csv, projects.csv, bases.csv, studios.csv."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from groupmgr.kernel.labels import Label

Row = Mapping[str, str]
L = TypeVar("L", bound=Label)


def rows(name: str) -> list[Row]:
    """Return the rows of a list, each by the names of its columns."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def coded(kind: type[L], code: str) -> L:
    """Return the label of a code that stands in a list."""
    return next(label for label in kind if label.value == code)
