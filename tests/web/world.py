"""One row of every table, with the key 1, that belongs to one group and one unit."""

import datetime as dt
from decimal import Decimal

import sqlalchemy as sa

from groupmgr.extensions import db

DAY = dt.date(2024, 5, 6)
LONG = "云岭省装备制造职业教育集团成员单位与轨道交通装备企业联合开展的产教融合协同育人"
SPECIAL = {
    ("groups", "code"): "yunling",
    ("units", "no_uscc_reason"): "测试",
    ("memberships", "joined_on"): dt.date(2020, 1, 1),
    ("memberships", "state"): "full",
    ("votes", "base"): 3,
    ("applications", "token_hash"): "0" * 64,
    ("base_usages", "user"): "春城职业学院",
    ("evidence", "url"): "https://example.org/news",
    ("attachments", "plaque_id"): 1,
    ("output_authors", "name"): "陆怀民",
}
BY_TYPE = {
    sa.DateTime: dt.datetime.combine(DAY, dt.time(9, 30)),
    sa.Date: DAY,
    sa.Boolean: False,
    sa.JSON: {},
    sa.Integer: 1,
}


# A pair needs two records.
PAIRS = {"distinctions"}


def one_of_everything(session):
    """Fill an empty database; what may be empty stays empty."""
    for table in db.metadata.sorted_tables:
        if table.name in PAIRS:
            continue
        values = {c.name: _value(table, c) for c in table.columns if _is_asked_for(table, c)}
        session.execute(table.insert().values(values))
    session.commit()


def _is_asked_for(table, column):
    if (table.name, column.name) in SPECIAL:
        return True
    return not (column.primary_key or column.nullable or column.default)


def _value(table, column):
    if (table.name, column.name) in SPECIAL:
        wanted = SPECIAL[table.name, column.name]
        enum = getattr(column.type, "enum_class", None)
        return next(one for one in enum if one.value == wanted) if enum else wanted
    if column.foreign_keys:
        return 1
    if isinstance(column.type, sa.Enum):
        return next(iter(column.type.enum_class))
    if isinstance(column.type, sa.TypeDecorator):
        return Decimal(1)
    kind = next((kind for kind in BY_TYPE if isinstance(column.type, kind)), None)
    return BY_TYPE[kind] if kind else LONG[: column.type.length]
