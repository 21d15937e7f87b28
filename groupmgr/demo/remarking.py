"""The remarks of the returns: where each is pinned, and how that place read."""

from collections.abc import Iterator

from groupmgr.activities.labels import Measure
from groupmgr.activities.material import figure_words
from groupmgr.activities.models import Activity
from groupmgr.activities.remark import Remark
from groupmgr.kernel.credit import Decision

# The words of a return, each with its place.
RETURNED = {
    "签到表只有第一天的，请补齐其余几天后再报。": "evidence",
    "照片看不出活动内容，请换成现场照片。": "evidence",
    "人次与签到表不符，请核对后更正。": Measure.PERSON_TIMES.value,
    "合作企业没有盖章的材料，请补充协议或证明。": "evidence",
    "到款凭证日期不在本年度，请核对到款金额。": Measure.INCOME.value,
    "内容与成效写得过于笼统，请补充具体做法和结果。": "summary",
}


def remarks(activity: Activity) -> Iterator[Remark]:
    """Return what was remarked on a record that was returned; needs its key."""
    for credit in activity.credits:
        if credit.decision is Decision.RETURNED and credit.decided_at is not None:
            place = RETURNED[credit.reason]
            remark = Remark(
                activity_id=activity.id,
                group_id=credit.group_id,
                version=credit.decided_version,
                place=place,
                words=credit.reason,
                was=_words(activity, place),
                made_by_id=credit.decided_by_id,
            )
            remark.created_at = credit.decided_at
            yield remark


def _words(activity: Activity, place: str) -> str:
    if place == "summary":
        return activity.summary
    if place == "evidence":
        return "；".join(one.name for one in activity.evidence)
    values = (one for one in activity.figures if one.measure.value == place)
    return next((figure_words(one.measure, one.value) for one in values), "未报")
