"""Make training bases."""

import datetime as dt

from groupmgr.bases.labels import BaseKind, BaseState, BuildMode
from groupmgr.bases.models import BaseCredit, BaseParty, BaseStage, KindOfBase, TrainingBase
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.levels import Level
from groupmgr.kernel.text import pinyin

SINCE = dt.date(2020, 9, 1)


def make_base(
    make,
    owner,
    group=None,
    *,
    decision=Decision.APPROVED,
    parties=(),
    state=BaseState.OPERATING,
    since=SINCE,
    **facts,
):
    """A base; with a group, one that was offered there and decided upon."""
    name = facts.get("name", f"第{make.next()}实训基地")
    defaults = {
        "name": name,
        "pinyin": pinyin(name),
        "owner_unit_id": owner.id,
        "build_mode": BuildMode.CO_BUILT,
        "level": Level.GROUP,
        "stages": [BaseStage(state=state, on=since)],
        "kinds": [KindOfBase(kind=BaseKind.ON_CAMPUS)],
        "parties": [BaseParty(unit_id=unit.id) for unit in parties],
        "credits": [BaseCredit(group_id=group.id, decision=decision)] if group else [],
    }
    return make.add(TrainingBase(**defaults | facts))
