"""How two groups print the report of 2024: one as an official document, one as an address."""

import datetime as dt

from groupmgr.demo.groups import CITY, PROVINCIAL
from groupmgr.demo.world import World
from groupmgr.reports.masthead import service
from groupmgr.reports.masthead.models import Layout

_TYPED = {
    PROVINCIAL: {
        "headline": "深化产教融合　协同培养技能人才\n服务云岭装备制造业高质量发展",
        "paper": 1,
        "copies": "云岭省教育厅，云岭省工业和信息化厅",
    },
    CITY: {
        "layout": Layout.ADDRESS,
        "headline": "园区学校企业同向发力\n共建共享市域产教联合体",
        "paper": 2,
        "spoken_on": dt.date(2025, 1, 10),
    },
}


def make(world: World) -> None:
    """Add what was typed over the proposals, at the end of the year."""
    for key, typed in _TYPED.items():
        masthead = service.of_year(world.session, world.groups[key], 2024)
        for name, value in typed.items():
            setattr(masthead, name, value)
        world.add([masthead])
