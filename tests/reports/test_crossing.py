"""Two people write one passage at once: both texts are kept until somebody decides."""

import datetime as dt

import pytest

from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Role
from groupmgr.reports.editing import passages
from groupmgr.reports.editing.crossing import decide, set_aside, waiting
from groupmgr.reports.editing.gathering import draft_of, edits_of
from groupmgr.reports.editing.keeping import standing, versions
from groupmgr.reports.editing.passages import Crossed, save
from groupmgr.reports.issuing import finish
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.seal import freeze
from tests.reading import words
from tests.reports.samples import year_facts
from tests.reports.test_writing import KEY, begun, writer

PAGE = "/reports/2024/edit/"
FIRST, SECOND = "林晓写的。", "周敏写的。"


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def lin(make, group):
    return make.actor(make.account(Role.STAFF, group=group, name="林晓"), group)


@pytest.fixture
def zhou(sign_in, group):
    return sign_in(Role.STAFF, group=group, name="周敏")


@pytest.fixture
def manuscript(make, group):
    return make.add(begun(group.id))


@pytest.fixture
def crossed(session, lin, zhou, manuscript):
    """Both began at the same revision; the second was told, and her text kept."""
    save(session, lin, manuscript, KEY, FIRST, 0)
    with pytest.raises(Crossed, match="林晓刚改过"):
        save(session, zhou.actor, manuscript, KEY, SECOND, 0)
    return set_aside(session, zhou.actor, manuscript, KEY, SECOND)


def test_the_second_text_is_kept_beside_and_is_not_what_the_report_says(
    session, lin, zhou, manuscript, crossed
):
    assert edits_of(session, manuscript.id).passages[0].words == FIRST
    assert standing(session, manuscript, KEY).revision == 1
    again = set_aside(session, zhou.actor, manuscript, KEY, "周敏接着写。")
    save(session, lin, manuscript, KEY, "林晓接着写。", 1)
    assert [one.words for one in waiting(session, manuscript, KEY)] == ["周敏接着写。"]
    assert again.number == crossed.number == 2
    told = [(one.number, one.words, one.deed.label) for one in versions(session, manuscript, KEY)]
    assert told == [(2, "周敏接着写。", "待定"), (1, "林晓接着写。", "修改")]
    with pytest.raises(RuleBroken, match="没有这一版"):
        passages.restore(session, lin, manuscript, KEY, 2)


@pytest.mark.parametrize("chosen", [FIRST, SECOND, "两人一起写的。"])
def test_one_text_or_the_other_or_one_of_both_is_taken_and_none_is_lost(
    session, lin, manuscript, crossed, chosen
):
    stand = decide(session, lin, manuscript, KEY, chosen, 1, crossed.number)
    assert (stand.words, waiting(session, manuscript, KEY)) == (chosen, [])
    assert edits_of(session, manuscript.id).passages[0].words == chosen
    kept = [(one.words, one.deed.label) for one in versions(session, manuscript, KEY)]
    assert kept == [(chosen, "两份选一"), (SECOND, "同时所写"), (FIRST, "修改")]
    passages.restore(session, lin, manuscript, KEY, crossed.number)
    assert edits_of(session, manuscript.id).passages[0].words == SECOND


def test_nobody_decides_on_what_was_not_on_the_page(session, make, group, lin, manuscript, crossed):
    third = make.actor(make.account(Role.STAFF, group=group, name="李工"), group)
    later = set_aside(session, third, manuscript, KEY, "李工写的。")
    decide(session, lin, manuscript, KEY, SECOND, 1, crossed.number)
    assert waiting(session, manuscript, KEY) == [later]
    with pytest.raises(Crossed):
        decide(session, lin, manuscript, KEY, FIRST, 1, later.number)
    assert waiting(session, manuscript, KEY) == [later]


def test_who_may_not_write_there_leaves_nothing_and_decides_nothing(
    session, make, lin, manuscript, crossed
):
    clerk = writer(session, make, lin, manuscript, "results/service")
    with pytest.raises(NotAllowed):
        set_aside(session, clerk, manuscript, KEY, "别人的一节。")
    with pytest.raises(NotAllowed):
        decide(session, clerk, manuscript, KEY, "别人的一节。", 1, crossed.number)


def test_a_report_is_not_made_final_while_two_texts_wait(session, make, group, manuscript, crossed):
    office = make.actor(make.account(Role.SECRETARIAT, group=group, name="秘书长"), group)
    edition = make.add(
        Edition(
            group_id=group.id,
            year=2024,
            number=1,
            as_of=dt.date(2024, 12, 31),
            state=EditionState.DRAFT,
            facts=freeze(year_facts()),
        )
    )
    imprint = {"number": "云职集〔2024〕12号", "signer": "周维安", "dated": edition.as_of}
    with pytest.raises(RuleBroken, match="1 段两人同时写过、还没有选定"):
        finish(session, office, edition, **imprint)
    decide(session, office, manuscript, KEY, SECOND, 1, crossed.number)
    finish(session, office, edition, **imprint)
    assert edition.state is EditionState.FINAL


def test_what_has_no_place_in_the_report_any_more_stops_nobody(session, zhou, manuscript):
    set_aside(session, zhou.actor, manuscript, "gone/text", "没有位置的文字。")
    assert waiting(session, manuscript, "gone/text")
    page = words(zhou.get(zhou.home + PAGE).text)
    assert "待定的文字" not in page


def test_the_page_keeps_the_second_text_and_says_where_it_is_decided(
    session, lin, zhou, manuscript
):
    typed = {"key": KEY, "revision": "0", "words": SECOND}
    save(session, lin, manuscript, KEY, FIRST, 0)
    answer = zhou.post(f"{zhou.home}{PAGE}save", data=typed).json
    assert (answer["author"], answer["revision"], answer["aside"]) == ("林晓", 1, 2)
    assert FIRST in answer["theirs"]
    page = words(zhou.get(zhou.home + PAGE).text)
    assert "周敏同时写了另一份，还没有选定" in page
    assert "待定的文字 1 段" in page
    shown = zhou.get(f"{zhou.home}{PAGE}passage/?key={KEY}")
    assert "周敏同时写的" in words(shown.text)
    chosen = {**typed, "revision": "1", "chosen": str(answer["aside"])}
    assert zhou.post(f"{zhou.home}{PAGE}save", data=chosen).json["revision"] == 2
    assert "待定的文字" not in words(zhou.get(f"{zhou.home}{PAGE}rail").text)
    assert draft_of(session, manuscript).edits.passages[0].words == SECOND


def test_without_script_the_second_text_is_kept_and_decided_on_too(session, lin, zhou, manuscript):
    save(session, lin, manuscript, KEY, FIRST, 0)
    home, typed = f"{zhou.home}{PAGE}passage/", {"key": KEY, "revision": "0", "words": SECOND}
    page = zhou.post(f"{home}write", data=typed)
    assert page.status_code == 409
    assert "林晓刚改过这一段，您写的没有丢，请选定一份" in words(page.text)
    assert "周敏同时写的" in words(zhou.get(f"{home}?key={KEY}").text)
    zhou.post(f"{home}decide", data=typed | {"revision": "1", "seen": "2", "words": "合成。"})
    assert standing(session, manuscript, KEY).words == "合成。"
    assert waiting(session, manuscript, KEY) == []


def test_the_editor_asks_the_database_as_often_for_many_texts_that_wait(
    session, zhou, manuscript, crossed, statements
):
    with statements() as few:
        zhou.get(zhou.home + PAGE)
    for key in ("overview/holdings", "work/year", "results/service/summary"):
        set_aside(session, zhou.actor, manuscript, key, "另一份。")
    session.commit()
    with statements() as many:
        zhou.get(zhou.home + PAGE)
    assert len(many) == len(few)
