import datetime as dt
import re

import pytest

from groupmgr.activities.labels import EvidenceKind, Measure
from groupmgr.activities.service import deciding, drafting, evidence, queue, submitting
from groupmgr.groups import closing
from groupmgr.groups.closing import Closed
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.levels import Level
from groupmgr.policy import Role
from tests.activities.makers import DAY, SUMMARY

TIMES = (Measure.PERSON_TIMES, None)
LATER = DAY.replace(year=DAY.year + 1)


@pytest.fixture
def clerk(stage):
    return stage.clerk()


@pytest.fixture
def close(stage):
    """Close a year of a group, the first one's 2024 if nothing is said."""

    def deed(year=DAY.year, group=None):
        chief = stage.person(Role.SECRETARIAT, group=group)
        closed = closing.close(stage.session, chief, year)
        stage.session.commit()
        return closed

    return deed


def approved(stage, activity, office=None):
    office = office or stage.office
    deciding.decide(stage.session, office, activity, Decision.APPROVED, version=activity.version)
    return stage.again(activity)


def change(stage, clerk, activity, **facts):
    drafting.save(stage.session, clerk, activity, facts)


def test_figures_of_a_closed_year_stay_and_words_do_not(stage, clerk, close):
    activity = approved(stage, stage.submitted(clerk, figures={TIMES: 302}))
    close()
    with pytest.raises(Closed):
        change(stage, clerk, activity, figures={TIMES: 320})
    activity = stage.again(activity)
    change(stage, clerk, activity, figures={TIMES: 302}, place="实训楼", summary=SUMMARY * 2)
    assert stage.again(activity).place == "实训楼"


def test_a_record_can_be_moved_neither_out_of_nor_into_a_closed_year(stage, clerk, close):
    old = stage.submitted(clerk)
    new = stage.submitted(clerk, starts_on=LATER, ends_on=LATER)
    close()
    for activity, day in ((old, LATER), (new, DAY)):
        with pytest.raises(Closed):
            change(stage, clerk, activity, starts_on=day, ends_on=day)
        assert stage.again(activity).ends_on != day
    day = LATER + dt.timedelta(days=1)
    change(stage, clerk, stage.again(new), starts_on=day, ends_on=day)


def test_a_closing_of_one_of_two_groups_keeps_the_record_as_it_is(stage, make, close):
    unit, second = stage.unit(), make.group()
    make.membership(second, unit)
    clerk = stage.clerk(unit)
    activity = stage.submitted(clerk, figures={TIMES: 302})
    close(group=second)
    with pytest.raises(Closed, match=second.name):
        change(stage, clerk, activity, figures={TIMES: 320})
    # The other group still decides for itself.
    approved(stage, stage.again(activity))


def test_a_group_that_left_the_record_out_does_not_hold_it(stage, make, close):
    unit, second = stage.unit(), make.group()
    make.membership(second, unit)
    clerk, other = stage.clerk(unit), stage.person(Role.STAFF, group=second)
    activity = stage.submitted(clerk, figures={TIMES: 302})
    deciding.decide(
        stage.session, other, activity, Decision.EXCLUDED, version=1, reason="与本行业无关"
    )
    close(group=second)
    change(stage, clerk, stage.again(activity), figures={TIMES: 320})


def test_a_draft_of_a_closed_year_is_written_but_not_handed_in(stage, clerk, close):
    activity = stage.ready(clerk)
    close()
    change(stage, clerk, activity, figures={TIMES: 302})
    with pytest.raises(Closed):
        submitting.submit(stage.session, clerk, stage.again(activity))


def test_a_story_of_a_closed_year_holds_the_record_too(stage, clerk, close):
    story = {"title": "研修班开班", "outlet": "日报", "level": Level.CITY, "url": None, "on": DAY}
    activity = stage.submitted(clerk, media=[story], starts_on=LATER, ends_on=LATER)
    close()
    with pytest.raises(Closed):
        submitting.void(stage.session, clerk, activity, "重复填报")


def test_what_proves_the_record_is_kept_as_it_is(stage, clerk, close):
    activity = stage.prove(stage.submitted(clerk, figures={TIMES: 302}), url="https://a.example/2")
    first = activity.evidence[0]
    said = {"id": first.id, "kind": first.kind, "dated": None}
    close()
    with pytest.raises(Closed):
        evidence.link(stage.session, clerk, activity, "https://example.com/more")
    activity = stage.again(activity)
    with pytest.raises(Closed):
        evidence.remove(stage.session, clerk, activity, activity.evidence[0])
    activity = stage.again(activity)
    evidence.describe(stage.session, clerk, activity, [said | {"measure": first.measure}])
    rows = [said | {"measure": Measure.PERSON_TIMES, "kind": EvidenceKind.ROSTER}]
    with pytest.raises(Closed):
        evidence.describe(stage.session, clerk, activity, rows)
    assert len(stage.again(activity).evidence) == 2


def test_an_exemption_of_the_owner_opens_the_record_to_all_who_work_on_it(stage, clerk, close):
    activity = stage.submitted(clerk, figures={TIMES: 302})
    closed = close()
    (owner,) = clerk.unit_ids
    chief = stage.person(Role.SECRETARIAT)
    closing.exempt(stage.session, chief, closed, unit_id=owner, until=today(), reason="漏报一个班")
    change(stage, clerk, stage.again(activity), figures={TIMES: 320})
    approved(stage, stage.again(activity))


def test_a_reopened_year_is_open(stage, clerk, close):
    activity = stage.submitted(clerk, figures={TIMES: 302})
    closing.reopen(stage.session, stage.person(Role.SECRETARIAT), close(), "更正")
    change(stage, clerk, stage.again(activity), figures={TIMES: 320})


def test_a_save_asks_of_closings_with_two_queries_at_most(stage, clerk, close, statements):
    activity = stage.submitted(clerk, figures={TIMES: 302})
    close(DAY.year - 1)
    with statements() as sent:
        change(stage, clerk, activity, figures={TIMES: 320})
    assert len([one for one in sent if "closings" in one]) == 2


def test_what_a_closed_year_holds_waits_behind_the_rest(stage, session, sign_in, clerk, close):
    old = stage.submitted(clerk)
    new = stage.submitted(clerk, starts_on=LATER, ends_on=LATER)
    assert queue.waiting(session, stage.office) == [old.id, new.id]
    closed = close()
    assert queue.waiting(session, stage.office) == [new.id, old.id]
    chief = sign_in(Role.SECRETARIAT, group=stage.group)
    page = chief.get(f"{chief.home}/activities/{old.id}/review").text
    assert "通过并计入本集团" not in page
    way = f"{chief.home}/closings/{closed.id}/exempt?unit={old.owner_unit_id}"
    assert way in page
    facts = {"unit_id": old.owner_unit_id, "until": today().isoformat(), "reason": "补审"}
    assert re.search(f'<option[^>]*value="{old.owner_unit_id}"[^>]*selected', chief.get(way).text)
    chief.post(way, data=facts)
    assert queue.waiting(session, stage.office) == [old.id, new.id]
    assert "通过并计入本集团" in chief.get(f"{chief.home}/activities/{old.id}/review").text
