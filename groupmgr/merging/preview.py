"""What a merge will do, told before it is done: in words, and in the figures of the group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from groupmgr.activities.labels import CreditStanding, Measure
from groupmgr.activities.material import figure_key, figure_words
from groupmgr.activities.models import Activity
from groupmgr.activities.typed import LINKS
from groupmgr.kernel.labels import Label
from groupmgr.merging import copying, crediting, planning
from groupmgr.merging.planning import Choice, Links


@dataclass(frozen=True, slots=True)
class Move:
    """What goes over, of one kind."""

    label: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a group stands to both records, and to the merged one."""

    group_id: int
    kept: Label | None
    gone: Label | None
    after: Label


@dataclass(frozen=True, slots=True)
class Effect:
    """A figure as the group counts the two records now, and as it will count the merged one."""

    label: str
    before: str
    after: str


def moves(kept: Activity, gone: Activity, links: Links) -> list[Move]:
    """Return what goes over to the record that stays; what stays behind is told last."""
    found = [
        Move("参与单位", [one.unit.name for one in planning.new_parties(kept, gone)]),
        Move("数据", list(_new_figures(kept, gone))),
        Move("佐证材料", [one.name for one in copying.new_evidence(kept, gone)]),
        Move("派出人员", [one.name for one in copying.new_people(kept, gone)]),
        Move("宣传报道", [one.title for one in copying.new_media(kept, gone)]),
        Move("关联", list(_new_links(kept, gone, links))),
        Move("不随活动类别填，留在原记录", planning.left_behind(kept, gone)),
    ]
    return [one for one in found if one.words]


def rises(kept: Activity, gone: Activity) -> bool:
    """Tell whether the record that stays gets a new version, whatever is chosen."""
    return bool(
        planning.new_parties(kept, gone)
        or list(_new_figures(kept, gone))
        or crediting.counting_groups(gone)
    )


def may_rise(asked: Sequence[Choice]) -> bool:
    """Tell whether it gets one where the value of the other record is chosen."""
    return any(one.key not in LINKS for one in asked)


def standings(kept: Activity, gone: Activity, *, anew: bool) -> list[Standing]:
    """Return how each group stands to the records, before and after; `anew` as `rises` tells."""
    mine, theirs = ({one.group_id: one for one in record.credits} for record in (kept, gone))
    counting = crediting.counting_groups(gone)
    found = []
    for group_id in dict.fromkeys([*mine, *theirs]):
        now = mine[group_id].standing if group_id in mine else None
        after = now or CreditStanding.WAITING
        if group_id in counting or (anew and now is CreditStanding.APPROVED):
            after = CreditStanding.STALE
        gone_now = theirs[group_id].standing if group_id in theirs else None
        found.append(Standing(group_id, now, gone_now, after))
    return found


def effects(kept: Activity, gone: Activity, group_id: int, asked: Sequence[Choice]) -> list[Effect]:
    """Return the figures of this group before and after; what is to be chosen is left open."""
    counted = [one for one in (kept, gone) if crediting.counts(one, group_id)]
    merged = planning.figures(kept, gone, {})
    found = [Effect("活动", f"{len(counted)} 项", "1 项")]
    for measure in dict.fromkeys(key[0] for one in (kept, gone) for key in planning.stated(one)):
        before = [planning.stated(one) for one in counted]
        is_open = any(one.key.partition("@")[0] == measure.value for one in asked)
        after = "按所选的值" if is_open else _total(measure, [merged])
        found.append(Effect(measure.label, _total(measure, before), after))
    return found


def _total(measure: Measure, records: Sequence[planning.Figures]) -> str:
    values = [value for one in records for key, value in one.items() if key[0] is measure]
    return figure_words(measure, sum(values, Decimal(0))) if values else "未报"


def _new_figures(kept: Activity, gone: Activity) -> Iterator[str]:
    held = {figure_key(*key) for key in planning.stated(kept)}
    units = {one.unit_id: one.unit.name for one in gone.parties}
    for (measure, unit_id), value in planning.takeable(kept, gone).items():
        if figure_key(measure, unit_id) not in held:
            whose = f"（{units[unit_id]}）" if unit_id else ""
            yield f"{measure.label}{whose} {figure_words(measure, value)}"


def _new_links(kept: Activity, gone: Activity, links: Links) -> Iterator[str]:
    for name in LINKS:
        if getattr(kept, name) is None and getattr(gone, name) is not None:
            label, _, there = links[name]
            yield f"{label} {there}"
