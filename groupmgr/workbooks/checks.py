"""What Excel itself checks of a column, and what it says beside the cell."""

import datetime as dt
from typing import Any


def rule_of(column: Any) -> dict[str, Any]:
    """Return what Excel itself can check of a column."""
    if column.kind in ("数字", "金额"):
        whole = getattr(column, "whole", False)
        kind = "integer" if whole else "decimal"
        return {"validate": kind, "criteria": ">=", "value": column.least}
    if column.kind == "日期":
        span = {"minimum": dt.date(1900, 1, 1), "maximum": dt.date(2100, 12, 31)}
        return {"validate": "date", "criteria": "between", **span}
    if column.kind == "文字" and column.most > 0:
        return {"validate": "length", "criteria": "<=", "value": column.most}
    return {}


def refusal(column: Any) -> dict[str, str]:
    """Return what Excel says of what does not fit."""
    words = {
        "数字": "请填数字，不要带单位",
        "金额": "请填数字，以万元为单位",
        "日期": "请填日期，如 2024-11-14",
        "选择": "请从下拉列表中选择",
        "文字": f"最多 {column.most} 个字",
    }
    return {"error_message": words.get(column.kind, "请核对")}


def hint(column: Any) -> dict[str, str]:
    """Return what is shown beside the cell while it is filled in."""
    if column.several:
        return {"input_title": column.label[:30], "input_message": "可填几个，中间用“、”隔开"}
    if column.note:
        return {"input_title": column.label[:30], "input_message": column.note[:250]}
    return {}
