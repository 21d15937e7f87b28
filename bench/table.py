"""Tables of measurements for a terminal."""

import unicodedata

from click import echo


class Table:
    """Rows under heads, numbers at the right, Chinese counted as two columns wide."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._rows: list[list[str]] = []

    def heads(self, *words: str) -> None:
        """Name the columns."""
        self._rows.append(list(words))

    def row(self, *cells: str | float) -> None:
        """Add a row."""
        self._rows.append(
            [c if isinstance(c, str) else f"{c:,.1f}".rstrip("0").rstrip(".") for c in cells]
        )

    def print(self) -> None:
        """Write it out."""
        widths = [max(_width(row[n]) for row in self._rows) for n in range(len(self._rows[0]))]
        echo(f"\n{self._title}")
        for row in self._rows:
            echo(
                "  ".join(
                    _pad(cell, width, n)
                    for n, (cell, width) in enumerate(zip(row, widths, strict=True))
                )
            )


def _pad(cell: str, width: int, column: int) -> str:
    blank = " " * (width - _width(cell))
    return blank + cell if column else cell + blank


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)
