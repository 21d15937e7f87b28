"""What a rule of each kind can be about, and how that reads."""

from collections.abc import Mapping

from groupmgr.catalogue import CATALOGUE
from groupmgr.groups.labels import BodyKind, RuleKind
from groupmgr.groups.models import Rule
from groupmgr.meetings.labels import AgendaKind, MeetingKind
from groupmgr.members.labels import PostTitle

# Pairs of posts that charters keep apart.
EXCLUSIVE = (
    (PostTitle.CHAIR, PostTitle.SECRETARY_GENERAL),
    (PostTitle.SUPERVISOR, PostTitle.CHAIR),
    (PostTitle.SUPERVISOR, PostTitle.EXECUTIVE_VICE_CHAIR),
    (PostTitle.SUPERVISOR, PostTitle.VICE_CHAIR),
    (PostTitle.SUPERVISOR, PostTitle.STANDING),
    (PostTitle.SUPERVISOR, PostTitle.COUNCILLOR),
    (PostTitle.SUPERVISOR, PostTitle.SECRETARY_GENERAL),
)
_MEETINGS = {kind.value: kind.label for kind in MeetingKind}
_VOTES = {
    f"{kind.value}/{item.value}": f"{kind.label}的{item.label}事项"
    for kind in MeetingKind
    for item in AgendaKind
    if item is not AgendaKind.INFORM
}
_INDICATORS = {one.code: f"{one.code} {one.name}" for one in CATALOGUE}

SUBJECTS: Mapping[RuleKind, Mapping[str, str]] = {
    RuleKind.CADENCE: _MEETINGS,
    RuleKind.QUOTA: _INDICATORS,
    RuleKind.QUORUM: _MEETINGS,
    RuleKind.MAJORITY: _MEETINGS | _VOTES,
    RuleKind.PROXY: _MEETINGS,
    RuleKind.NOTICE: _MEETINGS,
    RuleKind.TERM: {kind.value: kind.label for kind in BodyKind},
    RuleKind.REPORTING: {"activity": "活动填报"},
    RuleKind.PRACTICE: {"year": "每名教师每年", "five-years": "每名专业课教师五年累计"},
    RuleKind.CONFIRMING: {
        "days": "答复期限（天）",
        "pause": "两次催办间隔（天）",
        "most": "最多催办（次）",
    },
    RuleKind.REPLYING: {"ahead": "截止前几个工作日提醒", "most": "最多提醒（次）"},
    RuleKind.DECIDING: {"activity": "活动审核"},
    RuleKind.EXPIRY: {"agreement": "协议"},
    RuleKind.SILENCE: {"membership": "不参加活动的成员"},
    RuleKind.EXTENSION: {kind.value: kind.label for kind in BodyKind},
    RuleKind.TERMS: {title.value: title.label for title in PostTitle},
    RuleKind.SEATS: {"standing/councillor": "常务理事占全体理事"},
    RuleKind.APART: {
        f"{one.value}/{other.value}": f"{one.label}与{other.label}" for one, other in EXCLUSIVE
    },
}


def unit(rule: Rule) -> str:
    """Return the unit in which a quota is counted."""
    is_quota = rule.kind is RuleKind.QUOTA and rule.subject in CATALOGUE
    return CATALOGUE[rule.subject].unit if is_quota else ""


def subject(rule: Rule) -> str:
    """Return how the subject of a rule reads; one that is no longer offered reads as its code."""
    return SUBJECTS[rule.kind].get(rule.subject, rule.subject)
