"""People write a manuscript: versions, two writers, sections given, editions that keep words."""

from dataclasses import replace
from pathlib import Path

import docx
import pytest
import sqlalchemy as sa

from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store
from groupmgr.groups.models import Group
from groupmgr.jobs.worker import Worker
from groupmgr.journal.models import Entry
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Role
from groupmgr.reports import issuing
from groupmgr.reports import service as reports
from groupmgr.reports.editing import outlining, passages, service, waving
from groupmgr.reports.editing.edits import Edits
from groupmgr.reports.editing.gathering import draft_of, edits_of
from groupmgr.reports.editing.keeping import standing, versions
from groupmgr.reports.editing.models import Manuscript, Version
from groupmgr.reports.editing.overlay import walk
from groupmgr.reports.editing.passages import Crossed, save
from groupmgr.reports.models import Edition
from groupmgr.reports.proofing.findings import load
from groupmgr.reports.seal import seal
from tests.reports.samples import year_facts

KEY = "overview/members"


@pytest.fixture
def office(make):
    group = make.group()
    return make.actor(make.account(Role.SECRETARIAT, group=group, name="林晓"), group)


@pytest.fixture
def other(session, make, office):
    group = session.get_one(Group, office.group_id)
    return make.actor(make.account(Role.STAFF, group=group, name="周敏"), group)


@pytest.fixture
def manuscript(make, office):
    return make.add(begun(office.group_id))


def begun(group_id, facts=None):
    """Return a manuscript that knows the facts of a year."""
    found = Manuscript(group_id=group_id, year=2024)
    service.keep_facts(found, facts or year_facts())
    return found


def writer(session, make, office, manuscript, section):
    """Give a section to somebody of a member unit."""
    group = session.get_one(Group, office.group_id)
    account = make.account(Role.UNIT_CLERK, unit=make.unit(group), name="学校文书")
    outlining.assign(session, office, manuscript, section, account.id)
    return make.actor(account, group)


def test_what_was_written_is_kept_and_put_back(session, office, manuscript):
    first = save(session, office, manuscript, KEY, "成员⟦G01⟧。\n\n  团结\u200b奋进。", 0)
    assert (first.words, first.revision) == ("成员⟦G01⟧。\n团结奋进。", 1)
    (kept,) = edits_of(session, manuscript.id).passages
    assert (kept.words, "94家" in kept.basis) == (first.words, True)
    passages.propose(session, office, manuscript, KEY)
    assert edits_of(session, manuscript.id) == Edits()
    passages.restore(session, office, manuscript, KEY, 1)
    assert edits_of(session, manuscript.id).passages[0].words == first.words
    told = [(one.number, one.deed.label) for one in versions(session, manuscript, KEY)]
    assert told == [(3, "恢复旧版"), (2, "恢复为记录所写"), (1, "修改")]


def test_saves_of_one_sitting_are_one_version_and_the_same_words_none(session, office, manuscript):
    stand = standing(session, manuscript, KEY)
    for words in ("一。", "一二。", "一二。"):
        stand = save(session, office, manuscript, KEY, words, stand.revision)
    assert (stand.revision, stand.words) == (2, "一二。")
    assert len(versions(session, manuscript, KEY)) == 1


def test_typing_the_proposal_again_is_no_edit(session, office, manuscript):
    proposed = passages.proposal(draft_of(session, manuscript), KEY)
    save(session, office, manuscript, KEY, proposed, 0)
    assert session.scalar(sa.select(sa.func.count(Version.id))) == 0
    save(session, office, manuscript, KEY, "别的话。", 0)
    save(session, office, manuscript, KEY, proposed, 1)
    assert edits_of(session, manuscript.id) == Edits()


def test_of_two_writers_in_one_passage_neither_loses_a_word(session, office, other, manuscript):
    save(session, office, manuscript, KEY, "林晓写的。", 0)
    with pytest.raises(Crossed, match="林晓刚改过") as crossed:
        save(session, other, manuscript, KEY, "周敏写的。", 0)
    assert crossed.value.theirs.words == "林晓写的。"
    assert crossed.value.mine == "周敏写的。"
    save(session, other, manuscript, KEY, "周敏写的。", crossed.value.theirs.revision)
    texts = [one.words for one in versions(session, manuscript, KEY)]
    assert texts == ["周敏写的。", "林晓写的。"]


def test_two_writers_in_two_passages_never_meet(session, office, other, manuscript):
    save(session, office, manuscript, KEY, "一。", 0)
    save(session, other, manuscript, "overview/holdings", "二。", 0)
    assert len(edits_of(session, manuscript.id).passages) == 2


@pytest.mark.parametrize("key", ["", "x", "overview/composition", "annex/traces", "work/../x"])
def test_only_paragraphs_of_the_report_are_written(session, office, manuscript, key):
    with pytest.raises(RuleBroken, match="已不在报告里"):
        save(session, office, manuscript, key, "随便写。", 0)


def test_a_changed_figure_asks_for_a_look_until_somebody_looked(session, office, manuscript):
    save(session, office, manuscript, KEY, "成员⟦G01⟧。", 0)
    figures = [replace(f, value="97") if f.code == "G01" else f for f in year_facts().figures]
    service.keep_facts(manuscript, year_facts(figures=tuple(figures)))
    draft = draft_of(session, manuscript)
    assert "成员单位总数 94家→97家" in map(str, draft.changed[KEY])
    passages.look_over(session, office, manuscript, KEY)
    assert draft_of(session, manuscript).changed == {}
    assert draft_of(session, manuscript).document != draft.proposed


def test_who_was_given_a_section_writes_in_it_alone(session, make, office, manuscript):
    clerk = writer(session, make, office, manuscript, "results/service")
    save(session, clerk, manuscript, "results/service/summary", "我校完成培训。", 0)
    with pytest.raises(NotAllowed, match="没有分给您"):
        save(session, clerk, manuscript, KEY, "改概况。", 0)
    with pytest.raises(NotAllowed):
        outlining.hide(session, clerk, manuscript, "results/service")
    assert service.open_to(session, clerk, 2024) is manuscript
    outlining.assign(session, office, manuscript, "results/service", None)
    assert service.open_to(session, clerk, 2024) is None


def test_who_was_given_nothing_finds_no_manuscript(session, make, office, manuscript):
    group = session.get_one(Group, office.group_id)
    clerk = make.actor(make.account(Role.UNIT_CLERK, unit=make.unit(group)), group)
    stranger = make.group()
    abroad = make.actor(make.account(Role.STAFF, group=stranger), stranger)
    assert service.open_to(session, clerk, 2024) is None
    assert service.open_to(session, abroad, 2024) is None
    with pytest.raises(NotAllowed):
        save(session, abroad, manuscript, KEY, "外人写的。", 0)


def test_the_outline_is_changed_and_the_journal_tells(session, office, manuscript):
    outlining.move(session, office, manuscript, "work", -1)
    outlining.hide(session, office, manuscript, "work/policy")
    added = outlining.add(session, office, manuscript, "results", "特色工作")
    outlining.entitle(session, office, manuscript, "results", "主要成效")
    save(session, office, manuscript, f"{added.key}/text", "专班推进。", 0)
    outlining.move(session, office, manuscript, added.key, -1)
    sections = draft_of(session, manuscript).document.sections
    assert [one.key for one in sections] == ["work", "overview", "results", "outlook"]
    results = sections[2]
    assert (results.title, results.parts[-2].title) == ("主要成效", "特色工作")
    assert "work/policy" not in [one.key for one in walk(sections)]
    deeds = session.scalars(sa.select(Entry.deed).order_by(Entry.id)).all()
    assert [deed.split("（")[0] for deed in deeds] == [
        *("调整顺序", "不印", "增加一节", "修改标题", "调整顺序"),
    ]
    outlining.show(session, office, manuscript, "work/policy")
    assert "work/policy" in [
        one.key for one in walk(draft_of(session, manuscript).document.sections)
    ]
    with pytest.raises(RuleBroken, match="最前面"):
        outlining.move(session, office, manuscript, "work", -1)


def test_advice_is_left_aside_with_a_reason_and_what_must_be_put_right_never(
    session, office, manuscript
):
    save(session, office, manuscript, KEY, "成效显著提高。\n另有300人。", 0)
    must, advice = sorted(draft_of(session, manuscript).findings, key=lambda f: f.severity.value)
    with pytest.raises(RuleBroken, match="须改"):
        waving.wave(session, office, manuscript, must, "就这样")
    with pytest.raises(RuleBroken, match="理由"):
        waving.wave(session, office, manuscript, advice, " ")
    waving.wave(session, office, manuscript, advice, "理事会原话")
    found = draft_of(session, manuscript).findings
    assert waving.unwaved(session, office.group_id, 2024, found) == (must,)


@pytest.mark.slow
def test_an_edition_keeps_the_words_it_was_built_with(app, session, make, office):
    make.unit(session.get_one(Group, office.group_id))
    manuscript = service.begin(session, office, 2024)
    work(app, session)
    save(session, office, manuscript, KEY, "全年稳步发展，成员⟦G01⟧。", 0)
    edition_id = reports.ask(session, office, 2024).id
    work(app, session)
    edition = session.get_one(Edition, edition_id)
    frozen = edition.edits
    assert "全年稳步发展" in frozen
    assert edition.seal == seal(edition.facts, frozen) != seal(edition.facts)
    assert manuscript.facts == edition.facts
    save(session, office, manuscript, KEY, "后来改了。", 1)
    imprint = {"number": "云职集〔2024〕1号", "signer": "周维安", "dated": today()}
    issuing.finish(session, office, edition, **imprint)
    work(app, session)
    edition = session.get_one(Edition, edition_id)
    assert (edition.edits, load(edition.findings)) == (frozen, ())
    with Store.under(Path(app.config["HOME"])).path(word_of(session, edition)).open("rb") as file:
        printed = [one.text for one in docx.Document(file).paragraphs]
    assert "全年稳步发展，成员1家。" in printed


def word_of(session, edition):
    return session.get_one(StoredFile, edition.word_id).sha256


def work(app, session):
    session.commit()
    assert Worker(db.engine, HANDLERS, Path(app.config["HOME"])).run_one()
    session.expire_all()
