import datetime as dt
import io
import re

import pytest
import sqlalchemy as sa

from groupmgr.groups.labels import BodyKind, RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.members.labels import PostTitle, Rank
from groupmgr.members.models import Membership
from groupmgr.members.service import posts, reelection, roll, terms
from groupmgr.members.service.reelection import Election
from groupmgr.policy import Role
from tests.members.makers import make_resolution
from tests.reading import words


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def office(make, group):
    return make.actor(make.account(group=group), group)


@pytest.fixture
def unit(make, group):
    return make.unit(group)


@pytest.fixture
def council(session, office):
    return posts.add_body(session, office, {"kind": BodyKind.COUNCIL, "name": "理事会"})


def on(year, month=1, day=1):
    return dt.date(year, month, day)


def post(unit, name="周敏", title=PostTitle.CHAIR, started_on=None):
    return {
        "unit_id": unit.id,
        "name": name,
        "title": title,
        "position": "院长",
        "phone": None,
        "started_on": started_on or on(2022, 3),
    }


def test_terms_follow_each_other_without_a_gap(session, office, council):
    first = {"number": 2, "starts_on": on(2018), "planned_end_on": on(2022)}
    second = {"starts_on": on(2022), "planned_end_on": on(2027)}
    old = terms.begin(session, office, council, first)
    new = terms.begin(session, office, council, second)
    assert (old.number, new.number) == (2, 3)
    assert old.ended_on == on(2021, 12, 31)


def rule(make, group, kind, subject, **facts):
    more = {"source": "章程第九条", "valid_from": on(2018)} | facts
    return make.add(Rule(group_id=group.id, kind=kind, subject=subject, **more))


def objections(session, office):
    found = posts.benches(session, office, on(2024))
    return [one.words for one in [*found.warnings, *(w for b in found.each for w in b.warnings)]]


def test_a_term_is_held_against_the_charter_and_not_refused(session, make, group, office, council):
    long = {"starts_on": on(2022), "planned_end_on": on(2027, 1, 2)}
    term = terms.begin(session, office, council, long)
    assert objections(session, office) == []
    rule(make, group, RuleKind.TERM, "council", amount=5)
    rule(make, group, RuleKind.EXTENSION, "council", amount=12)
    [told] = objections(session, office)
    assert "任期到 2027年1月2日" in told
    with pytest.raises(RuleBroken, match="晚于原定"):
        terms.extend(session, office, council, term, on(2027))
    terms.extend(session, office, council, term, on(2028, 1, 2))
    assert len(objections(session, office)) == 1
    term.extended_until = on(2028, 1, 3)
    assert "延期到 2028年1月3日" in objections(session, office)[1]


def test_people_take_and_leave_posts_and_stay_on_record(session, office, council, unit):
    held = posts.appoint(session, office, council, post(unit))
    posts.appoint(session, office, council, post(unit, "李四", PostTitle.VICE_CHAIR))
    posts.leave(session, office, held, on(2024))
    [bench] = posts.benches(session, office, on(2024)).each
    assert [one.person.name for one in bench.holders] == ["李四"]
    assert [one.person.name for one in bench.former] == ["周敏"]
    with pytest.raises(RuleBroken, match="已经结束"):
        posts.leave(session, office, held, on(2024))


def test_a_post_belongs_to_the_term_in_which_it_began(session, office, council, unit):
    term = terms.begin(
        session, office, council, {"starts_on": on(2022), "planned_end_on": on(2026)}
    )
    assert posts.appoint(session, office, council, post(unit)).term_id == term.id


def test_posts_that_a_charter_keeps_apart_are_named_with_their_source(
    session, make, group, office, council, unit
):
    posts.appoint(session, office, council, post(unit, title=PostTitle.CHAIR))
    posts.appoint(session, office, council, post(unit, title=PostTitle.SECRETARY_GENERAL))
    posts.appoint(session, office, council, post(unit, "李四", PostTitle.SECRETARY_GENERAL))
    assert objections(session, office) == []
    rule(make, group, RuleKind.APART, "chair/secretary-general")
    [told] = posts.benches(session, office, on(2024)).warnings
    assert (told.words, told.source) == ("周敏同时任理事长、秘书长", "章程第九条")


def test_standing_councillors_are_at_most_a_share_of_all(
    session, make, group, office, council, unit
):
    rule(make, group, RuleKind.SEATS, "standing/councillor", numerator=1, denominator=3)
    posts.appoint(session, office, council, post(unit, title=PostTitle.STANDING))
    for name in ("李四", "王五"):
        posts.appoint(session, office, council, post(unit, name, PostTitle.COUNCILLOR))
    assert objections(session, office) == []
    posts.appoint(session, office, council, post(unit, "赵六", PostTitle.STANDING))
    assert objections(session, office) == ["常务理事 2 人，理事共 4 人，超过 1/3"]


def test_a_reelection_changes_term_ranks_and_posts_at_once(
    session, make, group, office, council, unit
):
    rule(make, group, RuleKind.TERMS, "chair", amount=2)
    other = make.unit(group)
    keys = {one.unit_id: one.id for one in reelection.members(session, office)}
    resolution = make_resolution(make, group)
    for number, year in enumerate((2014, 2018, 2022), start=1):
        held = reelection.holders(session, council)
        titles = {one.id: PostTitle.CHAIR if one.person.name == "周敏" else None for one in held}
        ranks = {keys[unit.id]: Rank.CHAIR} if year == 2022 else {}
        election = Election(on(year), on(year + 4), resolution.id, 1, ranks, titles)
        assert reelection.elect(session, office, council, election).number == number
        if year == 2014:
            posts.appoint(session, office, council, post(unit, started_on=on(2014)))
            gone = post(other, "李四", PostTitle.VICE_CHAIR, on(2014))
            posts.appoint(session, office, council, gone)
    rows = session.execute(roll.roll(office, on(2021))).all()
    assert {row.rank for row in rows} == {Rank.MEMBER}
    today = {
        row.Membership.unit_id: row.rank for row in session.execute(roll.roll(office, on(2023)))
    }
    assert today == {unit.id: Rank.CHAIR, other.id: Rank.MEMBER}
    [bench] = posts.benches(session, office, on(2024)).each
    assert [(one.person.name, one.started_on) for one in bench.holders] == [("周敏", on(2022))]
    assert {one.end_reason for one in bench.former} == {"换届"}
    assert objections(session, office) == ["周敏连任理事长 3 届，超过 2 届"]


def test_nothing_of_a_reelection_stays_where_one_rank_cannot_begin(
    session, make, group, office, council
):
    new = make.unit()
    late = make.membership(group, new, joined_on=on(2023))
    election = Election(on(2022), on(2026), ranks={late.id: Rank.COUNCIL})
    with pytest.raises(RuleBroken, match=new.name):
        reelection.elect(session, office, council, election)
    session.rollback()
    assert terms.current(session, council) is None


def test_ranks_are_read_from_a_workbook_and_shown_before_anything_changes(
    session, sign_in, make, group, council, unit
):
    client = sign_in(group=group)
    page = f"{client.home}/bodies/{council.id}/election/"
    file = f"单位全称,成员级别\n{unit.name},副理事长单位\n外面的学院,理事单位\n"
    sheet = (io.BytesIO(file.encode("utf-8-sig")), "名单.csv")
    shown = client.post(page, data={"workbook": sheet}, content_type="multipart/form-data")
    told = words(shown.text)
    assert "读到 2 家的级别" in told
    assert "名册上没有：外面的学院" in told
    key = re.search(r'name="rank-(\d+)"', shown.text)[1]
    facts = {"starts_on": "2022-01-01", "planned_end_on": "2026-01-01", f"rank-{key}": "vice-chair"}
    assert client.post(page, data=facts).status_code == 303
    assert session.scalars(sa.select(Membership.rank)).all() == [Rank.VICE_CHAIR]


def test_only_those_who_keep_the_group_keep_its_bodies(session, make, group, council, unit):
    staff = make.actor(make.account(Role.UNIT_ADMIN, group=group, unit=unit), group)
    with pytest.raises(NotAllowed):
        posts.appoint(session, staff, council, post(unit))


def test_the_page_shows_bodies_terms_and_people_and_asks_the_same_for_many(
    sign_in, make, group, unit, statements
):
    client = sign_in(group=group)
    home = f"{client.home}/bodies"
    body = {"kind": "council", "name": "云岭集团理事会"}
    client.post(f"{home}/new", data=body)
    term = {"number": "3", "starts_on": "2022-01-01", "planned_end_on": "2026-01-01"}
    client.post(f"{home}/1/election/", data=term)
    holder = {"title": "chair", "name": "周敏", "unit_id": unit.id, "started_on": "2022-01-01"}
    page = client.post(f"{home}/1/posts/new", data=holder, follow_redirects=True).text
    for said in ("云岭集团理事会", "第 3 届", "理事长", "周敏", unit.name):
        assert said in page

    def asked():
        with statements() as sent:
            client.get(f"{home}/")
        return len(sent)

    one = asked()
    for n in range(10):
        client.post(f"{home}/new", data={"kind": "experts", "name": f"第{n}专家库"})
        other = {"title": "committee-member", "name": f"专家{n}", "unit_id": make.unit(group).id}
        client.post(f"{home}/{n + 2}/posts/new", data=other | {"started_on": "2022-01-01"})
    assert asked() == one
    left = client.post(
        f"{home}/posts/1/leave", data={"ended_on": "2024-01-01"}, follow_redirects=True
    )
    assert "曾任 1 人" in left.text
