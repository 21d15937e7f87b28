import pytest

from groupmgr.activities.labels import (
    ActivityState,
    Confirmation,
    CreditStanding,
    Measure,
    PartyStanding,
)
from groupmgr.activities.service import confirming, drafting, restoring, submitting, versions
from groupmgr.activities.service.history import history
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.merging import planning, preview, service
from groupmgr.policy import Role
from tests.activities.makers import party
from tests.merging.makers import LINKS, PERSONS, TIMES, every_row, funds


def figures(activity):
    return planning.stated(activity)


def standing(activity, group):
    return next(one.standing for one in activity.credits if one.group_id == group.id)


def of_unit(activity, unit):
    return next(one for one in activity.parties if one.unit_id == unit.id)


def test_the_record_that_stays_gets_what_only_the_other_says(doubles):
    kept, gone = doubles.pair(place="实训楼")
    third = doubles.unit()
    drafting.save(
        doubles.session,
        doubles.clerk_of[doubles.firm.id],
        gone,
        {"parties": [party(doubles.school), party(third)]},
    )
    gone = doubles.prove(doubles.again(gone), url="https://example.com/other", name="名册")
    doubles.merge(kept, gone)
    kept = doubles.again(kept)
    assert {one.unit_id for one in kept.parties} == {
        doubles.school.id,
        doubles.firm.id,
        third.id,
    }
    assert figures(kept) == {TIMES: 320, funds(doubles.school): 100, funds(doubles.firm): 200}
    assert kept.place == "实训楼"
    assert [one.name for one in kept.evidence] == ["签到表.pdf", "名册"]


def test_the_other_record_is_void_keeps_what_it_said_and_names_the_one_that_stays(doubles):
    kept, gone = doubles.pair()
    said = figures(gone)
    doubles.merge(kept, gone)
    gone = doubles.again(gone)
    assert gone.state is ActivityState.VOID
    assert gone.merged_into_id == kept.id
    assert gone.void_reason == f"与 {kept.number} 是同一项活动，已并入"
    assert figures(gone) == said
    assert len(gone.parties) == 2
    with pytest.raises(RuleBroken, match="撤销合并"):
        restoring.restore(doubles.session, doubles.clerk_of[doubles.firm.id], gone, "误并")


def test_of_two_values_one_is_chosen_and_none_is_added(doubles):
    kept, gone = doubles.pair(figures={TIMES: 302, PERSONS: 64})
    asked = planning.choices(kept, gone, LINKS)
    assert [(one.label, one.kept, one.gone) for one in asked] == [("人次", "320 人次", "302 人次")]
    with pytest.raises(RuleBroken, match="请选择“人次”以哪条记录为准"):
        doubles.merge(kept, gone)
    doubles.session.rollback()
    doubles.merge(kept, gone, {"person-times": True})
    assert figures(doubles.again(kept)) == {TIMES: 302, PERSONS: 64, funds(doubles.school): 100}


def test_a_party_that_both_records_state_otherwise_is_asked_of_too(doubles):
    kept, gone = doubles.pair(figures={TIMES: 320, funds(doubles.school): 90})
    (asked,) = planning.choices(kept, gone, LINKS)
    assert asked.label == f"投入资金（{doubles.school.name}）"
    doubles.merge(kept, gone, {asked.key: False})
    assert figures(doubles.again(kept))[funds(doubles.school)] == 100


def test_days_can_be_those_of_the_record_that_goes(doubles):
    kept, gone = doubles.pair()
    drafting.save(
        doubles.session,
        doubles.clerk_of[doubles.firm.id],
        gone,
        {"starts_on": gone.ends_on},
    )
    gone = doubles.again(gone)
    doubles.merge(kept, gone, {planning.DAYS: True})
    assert doubles.again(kept).starts_on == gone.ends_on


def test_an_approval_of_an_older_version_waits_to_be_looked_at_again(doubles):
    kept, gone = doubles.pair()
    kept = doubles.approve(kept)
    doubles.merge(kept, gone)
    kept = doubles.again(kept)
    assert kept.version == 2
    assert standing(kept, doubles.group) is CreditStanding.STALE


def test_the_group_that_merges_can_count_the_merged_record_at_once(doubles):
    kept, gone = doubles.pair()
    doubles.merge(doubles.approve(kept), gone, approves=True)
    assert standing(doubles.again(kept), doubles.group) is CreditStanding.APPROVED


def test_another_group_that_counts_either_record_has_to_look_again(doubles):
    other = doubles.make.group()
    office = doubles.person(Role.STAFF, group=other)
    doubles.make.membership(other, doubles.firm)
    kept, gone = doubles.pair()
    gone = doubles.approve(gone, office)
    seen = preview.standings(kept, gone, anew=True)
    doubles.merge(kept, gone, approves=True)
    kept = doubles.again(kept)
    assert standing(kept, other) is CreditStanding.STALE
    assert {one.group_id: one.after for one in seen}[other.id] is CreditStanding.STALE
    credit = next(one for one in kept.credits if one.group_id == other.id)
    changes = versions.changes_since(doubles.session, kept, credit.decided_version)
    assert "投入资金" in "".join(one.words for one in changes)
    assert "320" not in "".join(one.words for one in changes)


def test_a_group_that_counted_both_has_to_look_again_even_where_nothing_is_new(doubles):
    other = doubles.make.group()
    office = doubles.person(Role.STAFF, group=other)
    for unit in (doubles.school, doubles.firm):
        doubles.make.membership(other, unit)
    kept = doubles.reported(doubles.school, doubles.firm, figures={TIMES: 320})
    gone = doubles.reported(doubles.firm, doubles.school, figures={TIMES: 320})
    kept, gone = doubles.approve(kept, office), doubles.approve(gone, office)
    doubles.merge(kept, gone)
    assert standing(doubles.again(kept), other) is CreditStanding.STALE


def test_parties_confirm_anew_and_whoever_wrote_the_other_record_too(doubles):
    kept, gone = doubles.pair()
    confirming.confirm(
        doubles.session,
        doubles.clerk_of[doubles.school.id],
        of_unit(gone, doubles.school),
        version=1,
    )
    doubles.merge(doubles.again(kept), doubles.again(gone))
    kept = doubles.again(kept)
    assert of_unit(kept, doubles.firm).standing is PartyStanding.STALE
    assert of_unit(kept, doubles.school).confirmation is Confirmation.NOT_NEEDED


def test_a_record_that_only_repeats_the_other_changes_no_version(doubles):
    kept = doubles.reported(doubles.school, doubles.firm, figures={TIMES: 320})
    gone = doubles.reported(doubles.firm, doubles.school, figures={TIMES: 320})
    kept = doubles.approve(kept)
    doubles.merge(kept, gone)
    kept = doubles.again(kept)
    assert kept.version == 1
    assert standing(kept, doubles.group) is CreditStanding.APPROVED


def test_undo_makes_every_row_what_it_was(doubles, session):
    other = doubles.make.group()
    doubles.make.membership(other, doubles.firm)
    kept, gone = doubles.pair(place="实训楼")
    kept = doubles.approve(kept)
    gone = doubles.approve(gone, doubles.person(Role.STAFF, group=other))
    but = ("journal", "merges")
    before = every_row(session, but)
    merged = doubles.merge(kept, gone, approves=True)
    assert every_row(session, but) != before
    doubles.undo(merged)
    assert every_row(session, but) == before


@pytest.mark.parametrize("change", ["wording", "decision", "confirmation", "link"])
def test_undo_is_refused_as_soon_as_anything_else_has_changed(doubles, session, change):
    kept, gone = doubles.pair()
    merged = doubles.merge(kept, gone)
    kept = doubles.again(kept)
    clerk = doubles.clerk_of[doubles.school.id]
    if change == "wording":
        drafting.save(session, clerk, kept, {"place": "别处"})
    if change == "decision":
        doubles.approve(kept)
    if change == "confirmation":
        firm = of_unit(kept, doubles.firm)
        confirming.confirm(session, doubles.clerk_of[doubles.firm.id], firm, version=kept.version)
    if change == "link":
        from_link = of_unit(kept, doubles.firm)
        from_link.contact = "新联系人"
    session.commit()
    with pytest.raises(RuleBroken, match="又有变化"):
        doubles.undo(merged)


def test_only_a_secretariat_merges_and_only_the_one_that_merged_undoes(doubles, session):
    kept, gone = doubles.pair()
    with pytest.raises(NotAllowed):
        doubles.merge(kept, gone, office=doubles.clerk_of[doubles.school.id])
    other = doubles.make.group()
    for unit in (doubles.school, doubles.firm):
        doubles.make.membership(other, unit)
    kept, gone = doubles.pair()
    merged = doubles.merge(kept, gone)
    with pytest.raises(RuleBroken, match="请由该集团撤销"):
        service.undo(session, doubles.person(Role.STAFF, group=other), merged)


def test_drafts_void_records_and_one_and_the_same_record_are_not_merged(doubles, session):
    kept, gone = doubles.pair()
    with pytest.raises(RuleBroken, match="两条不同的记录"):
        doubles.merge(kept, kept)
    submitting.void(session, doubles.clerk_of[doubles.firm.id], gone, "重复")
    with pytest.raises(RuleBroken, match="只有已提交的记录可以合并"):
        doubles.merge(kept, gone)


def test_both_histories_are_kept_and_shown(doubles, session):
    kept, gone = doubles.pair()
    doubles.merge(kept, gone)
    kept, gone = doubles.again(kept), doubles.again(gone)
    deeds = [one.deed for one in history(session, kept)]
    assert deeds.count("提交审核") == 2
    assert {"并入重复的记录", "并入另一条记录"} <= set(deeds)
    assert [one.deed for one in history(session, gone)].count("提交审核") == 1


def test_the_preview_tells_the_figures_of_this_group_before_and_after(doubles):
    kept, gone = doubles.pair()
    kept, gone = doubles.approve(kept), doubles.approve(gone)
    found = preview.effects(kept, gone, doubles.group.id, [])
    assert [(one.label, one.before, one.after) for one in found] == [
        ("活动", "2 项", "1 项"),
        ("人次", "640 人次", "320 人次"),
        ("投入资金", "0.03 万元", "0.03 万元"),
    ]


def test_the_preview_names_what_moves(doubles):
    kept, gone = doubles.pair()
    gone = doubles.prove(gone, name="名册", url="https://example.com/3", measure=None)
    told = {one.label: one.words for one in preview.moves(kept, gone, LINKS)}
    assert told == {
        "数据": [f"投入资金（{doubles.firm.name}） 0.02 万元"],
        "佐证材料": ["名册"],
    }
    assert Measure.FUNDS.label == "投入资金"
