import sqlalchemy as sa

from groupmgr.jobs.models import Job
from groupmgr.reports import errata
from groupmgr.reports.consulting.models import Comment, Verdict
from groupmgr.reports.editing.gathering import draft_of, find
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.proofing.findings import load
from groupmgr.reports.seal import sealed, thaw, thaw_edits


def editions(world):
    found = world.session.scalars(sa.select(Edition).order_by(Edition.year)).all()
    return {one.year: one for one in found}


def test_one_report_is_issued_and_members_are_asked_about_the_next(world):
    issued, asked = editions(world).values()
    assert (issued.state, issued.imprint.number) == (EditionState.ISSUED, "云装职教〔2024〕3号")
    assert (asked.state, asked.imprint) == (EditionState.CONSULTED, None)
    for one in (issued, asked):
        assert one.seal == sealed(thaw(one.facts), thaw_edits(one.edits))
        assert load(one.findings) == ()
        assert world.session.get_one(Job, one.job_id).kind == "report"


def test_what_was_corrected_after_the_report_was_issued_is_told(world):
    issued, asked = editions(world).values()
    found = errata.since_printed(world.session, issued.group_id, thaw(issued.facts))
    assert {one.code for one in found} == {"S01", "S01b", "S03", "S04"}
    assert errata.since_printed(world.session, asked.group_id, thaw(asked.facts)) == []


def test_of_three_comments_two_are_answered_and_one_is_taken_up(world, group):
    comments = world.session.scalars(sa.select(Comment).order_by(Comment.id)).all()
    assert [one.verdict for one in comments] == [Verdict.TAKEN, Verdict.NOT_TAKEN, None]
    assert all(one.quoted and one.author for one in comments)
    draft = draft_of(world.session, find(world.session, group.id, 2024))
    (passage,) = draft.edits.passages
    assert passage.key == comments[0].anchor
    assert passage.words.startswith(comments[0].quoted)
    assert passage.words != comments[0].quoted
    assert draft.findings == ()
