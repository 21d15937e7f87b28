"""Whatever happens to a record in whatever order, its end decides what counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupmgr.activities.labels import ActivityState, Measure
from groupmgr.activities.service import confirming, deciding, drafting, restoring, submitting
from groupmgr.catalogue import CATALOGUE
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.period import Period, Reading, Scope
from groupmgr.policy import Role
from groupmgr.upkeep.recount.base import Tables
from groupmgr.upkeep.recount.every import Every
from tests.activities import makers
from tests.performance.drawing import bounded

YEAR = Period.year(2024)
EVENTS = (
    *("change", "approve", "approve", "confirm", "confirm"),
    *("give_back", "submit", "void", "restore", "withdraw", "exclude"),
)


class Story:
    """A record of a school with a partner, to which things happen; what is refused does not."""

    def __init__(self, make):
        self.stage = makers.Stage(make)
        self.session = self.stage.session
        self.clerk = self.stage.clerk()
        self.partner = self.stage.unit()
        self.guest = self.stage.person(Role.UNIT_CLERK, self.partner)
        self.office = self.stage.office
        self.activity = self.stage.ready(self.clerk, **self.facts(60))

    def facts(self, people):
        return {
            "parties": [makers.party(self.partner)],
            "figures": {(Measure.PERSON_TIMES, None): people},
        }

    def happen(self, event, chance):
        """Let it happen, if the rules of the day allow it."""
        try:
            with self.session.begin_nested():
                getattr(self, event)(chance)
        except RuleBroken:
            pass
        self.activity = self.stage.again(self.activity)

    def change(self, chance):
        facts = self.facts(chance.choice((60, 61, 0, None)))
        if chance.randrange(3) == 0:
            facts["parties"] = []
        drafting.save(self.session, self.clerk, self.activity, facts)

    def submit(self, chance=None):
        submitting.submit(self.session, self.clerk, self.activity)

    def withdraw(self, chance):
        submitting.withdraw(self.session, self.clerk, self.activity)

    def void(self, chance):
        submitting.void(self.session, self.clerk, self.activity, "取消")

    def restore(self, chance=None):
        restoring.restore(self.session, self.clerk, self.activity, "办了")

    def approve(self, chance=None):
        self.decide(Decision.APPROVED, self.activity.version)

    def give_back(self, chance):
        self.decide(Decision.RETURNED, self.activity.version, reason="请补充")

    def exclude(self, chance):
        self.decide(Decision.EXCLUDED, self.activity.version, reason="不属于本集团")

    def decide(self, decision, version, reason=""):
        facts = {"version": version, "reason": reason}
        deciding.decide(self.session, self.office, self.activity, decision, **facts)

    def confirm(self, chance=None):
        mine = [one for one in self.activity.parties if one.unit_id == self.partner.id]
        if mine:
            version = self.activity.version
            confirming.confirm(self.session, self.guest, mine[0], version=version)

    def end(self):
        """Whatever it went through: reported as it is, approved and confirmed as it stands."""
        for deed in (self.restore, self.put_right, self.submit, self.confirm, self.approve):
            self.happen(deed.__name__, None)
        assert self.activity.state is ActivityState.SUBMITTED

    def put_right(self, chance=None):
        drafting.save(self.session, self.clerk, self.activity, self.facts(320))

    def figures(self):
        scope = Scope(self.stage.group.id, YEAR)
        return CATALOGUE.beside(self.session, scope)

    def recounted(self):
        tables, span = Tables(self.session), (YEAR.start, YEAR.end)
        for reading in Reading:
            slow = Every(tables, self.stage.group.id, *span, reading.value)
            yield reading, {one.code: slow.told(one.code) for one in CATALOGUE}


@pytest.fixture
def told(make):
    return lambda: Story(make)


@pytest.mark.slow
@bounded(4)
@given(events=st.lists(st.sampled_from(EVENTS), min_size=4, max_size=10), chance=st.randoms())
def test_any_order_of_report_offer_approve_change_confirm_approve_again_ends_in_the_same_figures(
    told, events, chance
):
    plain, story = told(), told()
    plain.end()
    story.submit()
    for event in events:
        story.happen(event, chance)
        figures = story.figures()
        for reading, found in story.recounted():
            for code, one in figures[reading].items():
                assert (one.value, one.reported, one.expected) == found[code], (event, code)
    story.end()
    assert story.figures() == plain.figures()
    assert plain.figures()[Reading.CONFIRMED]["S01"].value == 320
