"""What the records of a pile are, and the list that shows all of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """The words for the records, and the page and view of their list, where there is one."""

    subject: str = ""
    page: str = ""
    view: str = ""


# By the kind of the pile and its page; a page alone stands for all other kinds.
PLACES = {
    "followups.show": Place("督办事项", "followups.index", "open"),
    "meetings.show": Place("会议", "meetings.index", "ahead"),
    "activities.review.show": Place("活动", "activities.index", "waiting"),
    "activities.edit": Place("活动", "activities.index", "returned"),
    "activities.show": Place("伙伴确认"),
    "confirmations.answer": Place("活动", "confirmations.index"),
    "bases.show": Place("实训基地", "bases.index", "waiting"),
    "studios.show": Place("大师工作室", "studios.index", "waiting"),
    "projects.show": Place("合作项目", "projects.index", "waiting"),
    "agreements.show": Place("协议", "agreements.index", "waiting"),
    "admission.show": Place("", "admission.index", "ours"),
    "silence.leave": Place("", "silence.index"),
}
ONES = {
    ("已逾期", "followups.show"): Place("督办事项", "followups.index", "overdue"),
    ("本单位审核", "activities.show"): Place("活动", "activities.index", "checking"),
    ("草稿", "activities.edit"): Place("活动", "activities.index", "drafts"),
    ("逾期", "projects.show"): Place("里程碑"),
    ("逾期", "agreements.show"): Place("承诺"),
    ("即将到期", "agreements.show"): Place("协议", "agreements.index", "expiring"),
}


def place_of(kind: str, page: str) -> Place:
    """Return what a pile is of."""
    return ONES.get((kind, page)) or PLACES.get(page) or Place()
