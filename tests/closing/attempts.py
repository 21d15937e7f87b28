"""Every function of the services that writes: how it is tried on a closed year, or why it is free.

A new function must be entered in one of the two; `test_everything` says which is missing.
"""

import datetime as dt
from dataclasses import replace

from sqlalchemy.orm import joinedload, selectinload

from groupmgr.activities.labels import Confirmation, Measure
from groupmgr.activities.service import (
    confirming,
    deciding,
    drafting,
    evidence,
    past,
    restoring,
    submitting,
)
from groupmgr.bases.labels import BaseState
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.service import life
from groupmgr.bases.service.years import report_year
from groupmgr.bases.statistics import BaseYear
from groupmgr.confirming import answering, inviting, proposals
from groupmgr.groups import rules
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.credit import Decision
from groupmgr.meetings.labels import FollowUpState, MeetingStep, Presence
from groupmgr.meetings.late import LateEntry
from groupmgr.meetings.models import FollowUp, Meeting
from groupmgr.meetings.service import attendance, followups, late, outcome, planning, progress
from groupmgr.members.labels import Rank
from groupmgr.members.service import memberships, naming, school_years
from groupmgr.members.service.memberships import Deed
from groupmgr.members.statistics import SchoolYear
from groupmgr.members.workflow import MembershipStep
from groupmgr.merging import service as merging
from groupmgr.policy import Role
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.models import Project
from groupmgr.projects.service import agreements, course
from groupmgr.studios import life as studio_life
from groupmgr.studios.labels import StudioState
from groupmgr.studios.models import Studio
from groupmgr.studios.service import set_people
from tests.activities.makers import DAY
from tests.closing.makers import LATER, MORNING, TIMES
from tests.confirming.makers import SITE

EMPTY = ("milestones", "outputs", "receipts")


def save(y, name, who=None, **facts):
    return drafting.save(y.session, who or y.clerk, y.activity(name), facts)


def decide(y, name, decision, reason=""):
    activity = y.activity(name)
    version = activity.version
    return deciding.decide(y.session, y.office, activity, decision, version=version, reason=reason)


def describe(y, **said):
    activity = y.activity("counted")
    proof = activity.evidence[0]
    row = {"id": proof.id, "kind": proof.kind, "measure": proof.measure, "dated": proof.dated}
    return evidence.describe(y.session, y.clerk, activity, [row | said])


def answer(y, name, said):
    return confirming.answer(y.session, y.partner, y.part(name), said, version=1, reason="不符")


def meeting(y, held=True):
    title = "理事会会议" if held else "常务理事会会议"
    options = selectinload(Meeting.attendance), selectinload(Meeting.follow_ups)
    query = y.session.query(Meeting).filter(Meeting.title == title).options(*options)
    return query.populate_existing().one()


def empty_seat(y):
    roll = attendance.roll(y.session, meeting(y))
    return next(one for one in roll if one.unit_id == y.third.id)


def sign(y, presence):
    rows = [{"unit_id": y.firm.id, "presence": presence, "people": 2}]
    return attendance.sign(y.session, y.office, meeting(y), rows)


def enter_late(y):
    one = meeting(y)
    row = next(r for r in attendance.roll(y.session, one) if r.unit_id == y.firm.id)
    entry = LateEntry(seat=row, presence=Presence.ABSENT, reason="签到表")
    entry.asked_by_id = y.clerk.account_id
    y.session.add(entry)
    return late.decide(y.session, y.office, one, entry, accepted=True)


def replan(y, **facts):
    one = meeting(y)
    times = {"starts_at": one.starts_at, "ends_at": one.ends_at} | facts
    return planning.save(y.session, y.office, one, times)


def assign(y):
    lead = {"lead_ids": [y.school.id], "support_ids": []}
    facts = {"text": "再印发", "due_on": DAY, "resolution_id": None, **lead}
    return outcome.assign(y.session, y.office, meeting(y), FollowUp(), facts)


def follow(y):
    one = y.one(FollowUp, joinedload(FollowUp.meeting))
    facts = {"state": FollowUpState.DONE, "progress": "已印发", "done_on": DAY}
    return followups.report(y.session, y.office, one, facts)


def report_course(y):
    one = y.one(Project, *(selectinload(getattr(Project, name)) for name in EMPTY))
    facts = {name: [] for name in EMPTY}
    return course.report(y.session, y.clerk, one, facts)


def teach(y):
    options = selectinload(Studio.team), selectinload(Studio.apprentices)
    return set_people(y.session, y.clerk, y.one(Studio, *options), {"team": [], "apprentices": []})


def amend(y):
    one = y.one(Agreement, selectinload(Agreement.amendments))
    row = {"id": None, "name": "补充协议", "number": None, "signed_on": DAY, "ends_on": DAY}
    return agreements.amend(y.session, y.clerk, one, {"amendments": [row | {"subject": ""}]})


def revoke(y):
    studio = y.one(Studio, selectinload(Studio.stages))
    row = {"state": StudioState.REVOKED, "on": DAY}
    facts = {"stages": [row | {"document_number": None, "reason": ""}]}
    return studio_life.live(y.session, y.clerk, studio, facts)


def school_year(y):
    return school_years.save(y.session, y.clerk, y.school, y.one(SchoolYear), {"students": 9_000})


def base_year(y):
    names = ("equipment_value", "new_equipment_value", "equipment", "large_equipment")
    facts = dict.fromkeys(names) | {"workstations": 50}
    return report_year(y.session, y.clerk, y.one(TrainingBase), y.one(BaseYear), facts)


def live(y):
    base = y.one(TrainingBase, selectinload(TrainingBase.stages))
    stages = [{"state": BaseState.BUILDING, "on": DAY, "document_number": None}]
    return life.live(y.session, y.clerk, base, {"stages": [stages[0] | {"reason": ""}]})


def honour(y):
    rows = selectinload(TrainingBase.plaques), selectinload(TrainingBase.standings)
    facts = {"title": "实训基地", "giver": "集团", "hung_on": DAY, "removed_on": None, "id": None}
    base = y.one(TrainingBase, *rows)
    return life.honour(y.session, y.clerk, base, {"plaques": [facts], "standings": []})


def enrol(y):
    unit = y.make.unit(name="岩泉职业技术学院")
    return memberships.join(y.session, y.office, unit, Rank.MEMBER, DAY)


def register(y):
    facts = {"name": "北岸职业技术学院", "kind": y.school.kind, "no_uscc_reason": "测试"}
    facts |= {"rank": Rank.MEMBER, "joined_on": DAY}
    return memberships.register(y.session, y.office, facts)


def leave(y):
    deed = Deed(MembershipStep.DEEM_LEFT, DAY, "理事会决议")
    return memberships.advance(y.session, y.office, y.membership(), deed)


def lay_down(y):
    facts = {"subject": "", "amount": 30, "source": "章程", "valid_from": DAY}
    return rules.lay_down(y.session, y.chief, RuleKind.REPORTING, facts)


def unite(y):
    kept, gone = y.activity("counted"), y.activity("double")
    return merging.merge(y.session, y.office, kept, gone, asked=(), chosen={})


TRIED = {
    "activities.service.confirming.confirm": [
        lambda y: confirming.confirm(y.session, y.partner, y.part("waiting"), version=1)
    ],
    "activities.service.confirming.answer": [
        lambda y: answer(y, "counted", Confirmation.DISPUTED),
        lambda y: answer(y, "double", Confirmation.CONFIRMED),
    ],
    "activities.service.deciding.decide": [
        lambda y: decide(y, "waiting", Decision.APPROVED),
        lambda y: decide(y, "counted", Decision.EXCLUDED, "与本行业无关"),
        lambda y: decide(y, "sent", Decision.RETURNED, "缺签到表"),
    ],
    "activities.service.drafting.save": [
        lambda y: save(y, "counted", figures={TIMES: 320}),
        lambda y: save(y, "counted", who=y.office, figures={TIMES: 320}),
        lambda y: save(y, "counted", parties=[], figures={TIMES: 302}),
        lambda y: save(y, "counted", media=[]),
        lambda y: save(y, "counted", starts_on=LATER, ends_on=LATER),
        lambda y: save(y, "later", starts_on=DAY, ends_on=DAY),
        lambda y: save(y, "sent", people=[y.lecturer(until=LATER.replace(month=12))]),
        lambda y: save(y, "waiting", groups=[y.second.id]),
    ],
    "activities.service.evidence.attach": [
        lambda y: evidence.attach(
            y.session, y.clerk, y.store, y.activity("counted"), y.file(), "照片.png"
        )
    ],
    "activities.service.evidence.link": [
        lambda y: evidence.link(y.session, y.clerk, y.activity("counted"), "https://a.example/2")
    ],
    "activities.service.evidence.also": [
        lambda y: evidence.also(
            y.session, y.clerk, y.activity("counted"), y.activity("counted").evidence[0]
        )
    ],
    "activities.service.evidence.describe": [lambda y: describe(y, measure=Measure.PERSON_TIMES)],
    "activities.service.evidence.remove": [
        lambda y: evidence.remove(
            y.session, y.clerk, y.activity("sent"), y.activity("sent").evidence[0]
        )
    ],
    "activities.service.restoring.restore": [
        lambda y: restoring.restore(y.session, y.clerk, y.activity("void"), "误作废")
    ],
    "activities.service.past.approve": [
        lambda y: past.approve(
            y.session, replace(y.chief, roles=frozenset({Role.SYSTEM})), y.activity("ready")
        )
    ],
    "activities.service.submitting.submit": [
        lambda y: submitting.submit(y.session, y.clerk, y.activity("ready")),
        lambda y: submitting.submit(y.session, y.clerk, y.activity("returned")),
    ],
    "activities.service.submitting.withdraw": [
        lambda y: submitting.withdraw(y.session, y.clerk, y.activity("waiting"))
    ],
    "activities.service.submitting.void": [
        lambda y: submitting.void(y.session, y.clerk, y.activity("counted"), "重复填报"),
        lambda y: submitting.void(y.session, y.clerk, y.activity("sent"), "重复填报"),
    ],
    "confirming.answering.answer": [
        lambda y: answering.answer_by_link(
            y.session,
            y.link(),
            said=Confirmation.CONFIRMED,
            version=1,
            figures={},
            remark="",
            name="沈知远",
            post="",
        )
    ],
    "confirming.inviting.invite": [
        lambda y: inviting.invite(y.session, y.clerk, y.part("waiting"), SITE)
    ],
    "confirming.proposals.take": [
        lambda y: proposals.take(y.session, y.clerk, y.part("corrected"), y.answer())
    ],
    "confirming.proposals.reply": [
        lambda y: proposals.reply(y.session, y.clerk, y.part("corrected"), y.answer(), "已核对")
    ],
    "merging.service.merge": [unite],
    "meetings.service.attendance.invite": [
        lambda y: attendance.invite(y.session, y.office, meeting(y), unit_ids=[y.fourth.id])
    ],
    "meetings.service.attendance.uninvite": [
        lambda y: attendance.uninvite(y.session, y.office, meeting(y), empty_seat(y))
    ],
    "meetings.service.attendance.sign": [lambda y: sign(y, Presence.ABSENT)],
    "meetings.service.followups.report": [follow],
    "meetings.service.late.decide": [enter_late],
    "meetings.service.outcome.assign": [assign],
    "meetings.service.planning.save": [
        lambda y: replan(
            y,
            starts_at=MORNING.replace(year=LATER.year),
            ends_at=MORNING.replace(year=LATER.year) + dt.timedelta(hours=2),
        )
    ],
    "meetings.service.progress.step": [
        lambda y: progress.step(y.session, y.office, meeting(y, held=False), MeetingStep.HOLD)
    ],
    "members.service.memberships.register": [register],
    "members.service.memberships.join": [enrol],
    "members.service.memberships.correct_joined_on": [
        lambda y: memberships.correct_joined_on(y.session, y.office, y.membership(), DAY)
    ],
    "members.service.memberships.advance": [leave],
    "members.service.naming.merge": [
        lambda y: naming.merge(y.session, y.office, y.third, y.school, DAY, "批复")
    ],
    "members.service.school_years.save": [school_year],
    "bases.service.life.honour": [honour],
    "bases.service.life.live": [live],
    "bases.service.years.report_year": [base_year],
    "projects.service.course.report": [report_course],
    "projects.service.agreements.amend": [amend],
    "studios.service.set_people": [teach],
    "studios.life.live": [revoke],
    "groups.rules.lay_down": [lay_down],
    "groups.rules.lift": [lambda y: rules.lift(y.session, y.chief, y.one(Rule), DAY)],
}

NO_FIGURE = "no indicator counts it"
DRAFT = "a draft counts nowhere"
ELSEWHERE = "it only writes for one of those that are tried"
NO_YEAR = "a register has no year: its stocks are read from it as it stands"
FREE = {
    "activities.service.distinguishing.tell_apart": NO_FIGURE,
    "activities.service.drafting.start": DRAFT,
    "activities.service.drafting.discard": DRAFT,
    "activities.service.inside.hand_over": ELSEWHERE,
    "activities.service.passing.send_back": DRAFT,
    "activities.service.remarking.keep": ELSEWHERE,
    "activities.service.remarking.answer": NO_FIGURE,
    "activities.service.versions.settle": ELSEWHERE,
    "confirming.asking.ask": NO_FIGURE,
    "confirming.asking.ask_all": NO_FIGURE,
    "confirming.inviting.open_link": NO_FIGURE,
    "confirming.inviting.revoke": NO_FIGURE,
    "merging.crediting.remember": ELSEWHERE,
    "merging.service.undo": "it asks the guard as merge does, and needs a merge to be undone",
    "merging.joining.ask": NO_FIGURE,
    "merging.joining.accept": "it saves the record, which is tried",
    "merging.joining.decline": NO_FIGURE,
    "merging.joining.withdraw": NO_FIGURE,
    "meetings.service.agenda.add": NO_FIGURE,
    "meetings.service.agenda.move": NO_FIGURE,
    "meetings.service.agenda.remove": NO_FIGURE,
    "meetings.service.attendance.leave": "who left early attended, as before",
    "meetings.service.attendance.come_back": "who left early attended, as before",
    "meetings.service.inviting.make_links": NO_FIGURE,
    "meetings.service.inviting.renew_door": NO_FIGURE,
    "meetings.service.inviting.write": NO_FIGURE,
    "meetings.service.minuting.note": ELSEWHERE,
    "meetings.service.replying.answer": "a meeting that was not held counts nowhere",
    "meetings.service.replying.mandate": NO_FIGURE,
    "meetings.service.outcome.resolve": NO_FIGURE,
    "meetings.service.outcome.revise": NO_FIGURE,
    "meetings.service.carrying.take": NO_FIGURE,
    "meetings.service.carrying.carry": NO_FIGURE,
    "meetings.service.late.ask": NO_FIGURE,
    "meetings.service.papers.attach": NO_FIGURE,
    "meetings.service.papers.detach": NO_FIGURE,
    "meetings.service.papers.prove": NO_FIGURE,
    "meetings.service.reminding.remind_all": NO_FIGURE,
    "meetings.service.recording.write": NO_FIGURE,
    "meetings.service.recording.circulate": NO_FIGURE,
    "meetings.service.recording.comment": NO_FIGURE,
    "meetings.service.recording.answer": NO_FIGURE,
    "meetings.service.voting.cast": NO_FIGURE,
    "members.crediting.offer": NO_YEAR,
    "members.crediting.decide": NO_YEAR,
    "members.service.liaisons.hand_over": NO_FIGURE,
    "members.service.memberships.change_rank": NO_FIGURE,
    "members.service.retracting.take_back_liaison": NO_FIGURE,
    "members.service.retracting.take_back_rank": NO_FIGURE,
    "members.service.naming.rename": "past names stay on their days",
    "members.service.posts.add_body": NO_FIGURE,
    "members.service.posts.appoint": NO_FIGURE,
    "members.service.posts.leave": NO_FIGURE,
    "members.service.reelection.elect": NO_FIGURE,
    "members.service.terms.begin": NO_FIGURE,
    "members.service.terms.extend": NO_FIGURE,
    "members.service.units.edit": NO_YEAR,
    "bases.service.life.review": NO_FIGURE,
    "bases.service.registering.save": NO_YEAR,
    "bases.service.registering.offer": NO_YEAR,
    "bases.service.usages.save": NO_FIGURE,
    "bases.service.usages.remove": NO_FIGURE,
    "projects.service.agreements.save": NO_YEAR,
    "projects.service.agreements.attach": NO_FIGURE,
    "projects.service.authors.sign": NO_FIGURE,
    "projects.service.promises.promise": NO_FIGURE,
    "projects.service.promises.keep": NO_FIGURE,
    "projects.service.agreements.offer": NO_YEAR,
    "projects.service.course.step": NO_YEAR,
    "projects.service.course.stand": NO_YEAR,
    "projects.service.projects.save": NO_YEAR,
    "projects.service.projects.offer": NO_YEAR,
    "studios.service.save": NO_YEAR,
    "studios.life.review": NO_FIGURE,
    "studios.service.offer": NO_YEAR,
    "groups.closing.close": "it is what closes",
    "groups.closing.reopen": "it is what opens",
    "groups.closing.exempt": "it is what opens",
    "groups.closing.end": "it is what closes",
    "groups.holidays.save": NO_FIGURE,
    "groups.holidays.drop": NO_FIGURE,
    "groups.plans.save": NO_FIGURE,
    "groups.plans.move": NO_FIGURE,
    "groups.plans.drop": NO_FIGURE,
    "groups.reasons.begin": NO_FIGURE,
    "groups.reasons.add": NO_FIGURE,
    "groups.reasons.end": NO_FIGURE,
    "groups.service.add": NO_FIGURE,
    "groups.service.edit": NO_FIGURE,
    "groups.service.save": NO_YEAR,
}
