"""People place tables, charts and photos in a manuscript, move, rename and take them away."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from groupmgr.activities.labels import EvidenceKind
from groupmgr.activities.models import Credit, Evidence
from groupmgr.files.service import keep
from groupmgr.files.store import Store
from groupmgr.journal.models import Entry
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Role
from groupmgr.reports.collect.year import collect
from groupmgr.reports.editing import outlining, passages, placing, service
from groupmgr.reports.editing.gathering import draft_of, edits_of
from groupmgr.reports.editing.overlay import walk
from groupmgr.reports.proofing.findings import Severity
from tests.reading import words
from tests.reports.makers import YearMaker
from tests.reports.samples import year_facts
from tests.reports.test_photos import camera
from tests.reports.test_writing import KEY, begun, writer

ABOVE, CHART = "overview", "units:S01"
PAGE = "/reports/2024/edit/"


@pytest.fixture
def office(make):
    group = make.group()
    return make.actor(make.account(Role.STAFF, group=group, name="林晓"), group)


@pytest.fixture
def manuscript(make, office):
    return make.add(begun(office.group_id))


def keys(session, manuscript, above=ABOVE):
    sections = {one.key: one for one in walk(draft_of(session, manuscript).document.sections)}
    return [block.key for block in sections[above].blocks]


def photographed(session, make, app, group, count=1):
    """Return an activity that counts, with photos that are like no others."""
    number = make.next()
    facts = {"title": f"第{number}届工匠讲堂", "people": 120}
    activity = YearMaker(session).activity(group, make.unit(group), **facts)
    for shade in range(count):
        picture = camera((40 + 60 * shade, 10 * number, 40))
        file = keep(session, Store.under(app.config["HOME"]), picture, "现场.jpg")
        proof = {"kind": EvidenceKind.PHOTO, "name": "现场.jpg", "file_id": file.id}
        make.add(Evidence(activity_id=activity.id, **proof))
    return activity


def reread(session, manuscript, group):
    service.keep_facts(manuscript, collect(session, group, 2024, dt.date(2024, 12, 31)))


def test_a_chart_is_placed_behind_a_passage_moved_renamed_and_taken_away(
    session, office, manuscript
):
    one = placing.place(session, office, manuscript, CHART, KEY)
    before = ["overview/members", one.key, "overview/composition", "overview/holdings"]
    assert keys(session, manuscript) == before
    outlining.move(session, office, manuscript, one.key, 1)
    assert keys(session, manuscript)[2] == one.key
    placing.entitle(session, office, manuscript, one.key, " 各校培训 ")
    draft = draft_of(session, manuscript)
    assert [block.caption for block in draft.document.sections[0].blocks[1:3]] == [
        *("成员单位构成", "各校培训"),
    ]
    placing.entitle(session, office, manuscript, one.key, "")
    assert edits_of(session, manuscript.id).exhibits[0].caption == ""
    placing.remove(session, office, manuscript, one.key)
    assert keys(session, manuscript) == [before[0], *before[2:]]
    deeds = session.scalars(sa.select(Entry.deed).order_by(Entry.id)).all()
    assert [deed.split("（")[0] for deed in deeds] == [
        *("插入图表", "调整顺序", "修改说明", "修改说明", "移走图表"),
    ]
    with pytest.raises(RuleBroken, match="已被移走"):
        placing.remove(session, office, manuscript, one.key)


def test_what_is_placed_outlives_a_refresh_and_says_what_the_records_say_then(
    session, office, manuscript
):
    one = placing.place(session, office, manuscript, "years:T01", KEY)
    figures = [replace(f, value="99") if f.code == "T01" else f for f in year_facts().figures]
    service.keep_facts(manuscript, year_facts(figures=tuple(figures)))
    blocks = {
        block.key: block for block in draft_of(session, manuscript).document.sections[0].blocks
    }
    assert [cell.text for _, cell in blocks[one.key].table.rows] == ["290", "99"]


def test_blocks_are_moved_past_whole_passages_and_leave_the_order_of_sections(
    session, office, manuscript
):
    outlining.move(session, office, manuscript, "work/alliance", -1)
    passages.save(session, office, manuscript, "work/year", "一。\n二。\n三。", 0)
    outlining.move(session, office, manuscript, "work/months", -1)
    (work,) = [one for one in draft_of(session, manuscript).document.sections if one.key == "work"]
    assert work.blocks[0].key == "work/months"
    assert [one.key for one in work.parts[:2]] == ["work/alliance", "work/policy"]


def test_what_is_not_in_the_records_is_not_placed(session, office, manuscript):
    for source, after in (("units:G14", KEY), (CHART, "annex/members"), (CHART, "")):
        with pytest.raises((RuleBroken, NotAllowed)):
            placing.place(session, office, manuscript, source, after)
    with pytest.raises(RuleBroken, match="不在报告里"):
        placing.put_instead(session, office, manuscript, CHART, KEY)
    assert edits_of(session, manuscript.id).exhibits == ()


def test_a_writer_places_in_the_own_section_alone(session, make, office, manuscript):
    clerk = writer(session, make, office, manuscript, "results/service")
    own = placing.place(session, clerk, manuscript, CHART, "results/service/summary")
    outlining.move(session, clerk, manuscript, own.key, 1)
    outlining.hide(session, clerk, manuscript, "results/service/schools")
    foreign = placing.place(session, office, manuscript, CHART, KEY)
    for deed in (
        lambda: placing.place(session, clerk, manuscript, CHART, KEY),
        lambda: placing.put_instead(session, clerk, manuscript, CHART, "overview/composition"),
        lambda: placing.entitle(session, clerk, manuscript, foreign.key, "甲"),
        lambda: placing.remove(session, clerk, manuscript, foreign.key),
        lambda: outlining.move(session, clerk, manuscript, foreign.key, -1),
        lambda: outlining.hide(session, clerk, manuscript, "overview/composition"),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_a_photo_of_a_record_that_stops_counting_keeps_the_report_from_being_issued(
    app, session, make
):
    group = make.group()
    activity = photographed(session, make, app, group, count=3)
    actor = make.actor(make.account(Role.STAFF, group=group), group)
    paper = make.add(begun(group.id))
    reread(session, paper, group)
    (told,) = draft_of(session, paper).facts.activities
    source = f"photo:{activity.id}:{told.more_photos[1]}"
    one = placing.place(session, actor, paper, source, KEY)
    assert one.basis == f"5月8日，{activity.title}"
    assert not [f for f in draft_of(session, paper).findings if f.severity is Severity.MUST]
    session.execute(sa.update(Credit).values(decision=Decision.WAITING, decided_version=None))
    reread(session, paper, group)
    (finding,) = [f for f in draft_of(session, paper).findings if f.key == one.key]
    assert (finding.severity, "已不计入" in finding.words) == (Severity.MUST, True)
    placing.remove(session, actor, paper, one.key)
    assert draft_of(session, paper).unsure == {}


def test_single_photos_of_a_row_are_left_out_and_replaced_by_photos_alone(app, session, make):
    group = make.group()
    photographed(session, make, app, group, count=2)
    second = photographed(session, make, app, group, count=2)
    actor = make.actor(make.account(Role.STAFF, group=group), group)
    paper = make.add(begun(group.id))
    reread(session, paper, group)
    draft = draft_of(session, paper)
    (row,) = rows(draft)
    slots = [slot.key for slot in draft.showing.slots(row)]
    with pytest.raises(RuleBroken, match="只能换成照片"):
        placing.put_instead(session, actor, paper, "list:members", slots[0])
    other = draft.facts.activities[1].more_photos[0]
    placing.put_instead(session, actor, paper, f"photo:{second.id}:{other}", slots[0])
    outlining.hide(session, actor, paper, slots[1])
    (now,) = rows(draft_of(session, paper), whole=False)
    assert [photo.sha256 for photo in now.photos] == [other]
    with pytest.raises(RuleBroken, match="只能换成照片"):
        placing.put_instead(session, actor, paper, "list:members", slots[0])
    placing.remove(session, actor, paper, slots[0])
    outlining.show(session, actor, paper, slots[1])
    assert rows(draft_of(session, paper), whole=False) == [row]


def rows(draft, whole=True):
    document = draft.proposed if whole else draft.document
    blocks = (block for one in walk(document.sections) for block in one.blocks)
    return [block for block in blocks if hasattr(block, "photos")]


def test_charts_and_photos_are_found_placed_and_seen_on_the_pages(app, session, make, sign_in):
    group = make.group()
    activity = photographed(session, make, app, group)
    other = photographed(session, make, app, group)
    client = sign_in(Role.STAFF, group=group)
    paper = make.add(begun(group.id))
    reread(session, paper, group)
    home = f"{client.home}{PAGE}"
    found = client.get(f"{home}exhibit/photos?q={activity.title}").text
    source = f"photo:{activity.id}:{draft_of(session, paper).facts.activities[0].photo}"
    assert f'value="{source}"' in found
    assert f'value="photo:{other.id}' not in found
    assert "没有找到" in words(client.get(f"{home}exhibit/photos?q=不存在&part=1").text)
    for typed in ("5月8日", "2024年5月"):
        assert source in client.get(f"{home}exhibit/photos?q={typed}&part=1").text
    client.post(f"{home}exhibit/place", data={"source": source, "after": KEY})
    (key,) = [one.key for one in edits_of(session, paper.id).exhibits]
    client.post(f"{home}exhibit/caption?key={key}", data={"caption": "开班合影"})
    page = client.get(home).text
    assert "开班合影" in words(page)
    picture = f"{home}exhibit/picture?sha256={source.split(':')[2]}"
    assert client.get(picture).mimetype == "image/jpeg"
    assert client.get(f"{home}exhibit/picture?sha256={'0' * 64}").status_code == 404
    drawn = client.get(f"{home}exhibit/drawing?source=parts:G01")
    assert drawn.status_code == 404
    client.post(f"{home}exhibit/remove", data={"key": key})
    assert "开班合影" not in words(client.get(home).text)


def test_a_composed_chart_is_replaced_on_its_page_and_comes_back(session, make, sign_in):
    group = make.group()
    client = sign_in(Role.STAFF, group=group)
    make.add(begun(group.id))
    home = f"{client.home}{PAGE}"
    found = client.get(f"{home}exhibit/charts?q=s01&instead=work/months").text
    assert 'value="units:S01"' in found
    assert 'value="parts:G01"' not in found
    typed = {"source": "units:S01", "instead": "work/months"}
    client.post(f"{home}exhibit/place", data=typed)
    page = words(client.get(home).text)
    assert "各单位年社会培训人次" in page
    assert "各月开展活动项数" not in page
    drawn = client.get(f"{home}exhibit/drawing?source=units:S01")
    assert (drawn.mimetype, drawn.text[:4]) == ("image/svg+xml", "<svg")
    again = client.get(
        drawn.request.path,
        query_string={"source": "units:S01"},
        headers={"If-None-Match": drawn.headers["ETag"]},
    )
    assert again.status_code == 304
    client.post(f"{home}exhibit/remove", data={"key": "work/months"})
    assert "各月开展活动项数" in words(client.get(home).text)
