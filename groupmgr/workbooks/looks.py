"""The formats of the cells of a workbook."""

from typing import Any

INK, PAPER, QUIET, LINE = "#1F2937", "#EAF0F8", "#F3F4F6", "#C9D2DE"
WRONG = "#FDE8E8"
FORMATS = {"数字": "General", "金额": "0.00####", "日期": "yyyy-mm-dd"}


class Looks:
    """The formats of the cells."""

    def __init__(self, made: Any) -> None:
        frame = {"border": 1, "border_color": LINE, "valign": "vcenter"}
        self._made, self._frame = made, frame
        bold = {"bold": True, "font_color": INK, "text_wrap": True}
        self.head = made.add_format({**frame, **bold, "bg_color": PAPER})
        self.needed = made.add_format({**frame, **bold, "bg_color": "#D6E4F7"})
        self.told = made.add_format({**frame, "bg_color": QUIET, "font_color": "#6B7280"})
        self.quiet = made.add_format({"bg_color": QUIET, "font_color": "#6B7280"})
        self.top = made.add_format({"valign": "top"})
        self.wrapped = made.add_format({"text_wrap": True, "valign": "top"})
        self._made_already: dict[tuple[str, bool], Any] = {}

    def of(self, column: Any, *, wrong: bool = False) -> Any:
        """Return the format of a cell of a column."""
        key = (FORMATS.get(column.kind, "@"), wrong)
        if key not in self._made_already:
            colour = {"bg_color": WRONG} if wrong else {}
            self._made_already[key] = self._made.add_format({"num_format": key[0], **colour})
        return self._made_already[key]
