import datetime as dt

import pytest

from groupmgr.groups.labels import BodyKind
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.members.labels import PostTitle
from groupmgr.members.service import posts
from groupmgr.policy import Role


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
    old = posts.begin_term(session, office, council, first)
    new = posts.begin_term(session, office, council, second)
    assert (old.number, new.number) == (2, 3)
    assert old.ended_on == on(2021, 12, 31)


def test_a_term_lasts_five_years_at_most_and_one_more_if_extended(session, office, council):
    too_long = {"starts_on": on(2022), "planned_end_on": on(2027, 1, 2)}
    with pytest.raises(RuleBroken, match="不超过 5 年"):
        posts.begin_term(session, office, council, too_long)
    facts = {"starts_on": on(2022), "planned_end_on": on(2027)}
    term = posts.begin_term(session, office, council, facts)
    with pytest.raises(RuleBroken, match="不超过一年"):
        posts.extend_term(session, office, council, term, on(2028, 1, 2))
    assert posts.extend_term(session, office, council, term, on(2028)).extended_until == on(2028)


def test_people_take_and_leave_posts_and_stay_on_record(session, office, council, unit):
    held = posts.appoint(session, office, council, post(unit))
    posts.appoint(session, office, council, post(unit, "李四", PostTitle.VICE_CHAIR))
    posts.leave(session, office, held, on(2024))
    [bench] = posts.benches(session, office)
    assert [one.person.name for one in bench.holders] == ["李四"]
    assert [one.person.name for one in bench.former] == ["周敏"]
    with pytest.raises(RuleBroken, match="已经结束"):
        posts.leave(session, office, held, on(2024))


def test_a_post_belongs_to_the_term_in_which_it_began(session, office, council, unit):
    term = posts.begin_term(
        session, office, council, {"starts_on": on(2022), "planned_end_on": on(2026)}
    )
    assert posts.appoint(session, office, council, post(unit)).term_id == term.id


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (PostTitle.SUPERVISOR, PostTitle.COUNCILLOR),
        (PostTitle.VICE_CHAIR, PostTitle.SUPERVISOR),
        (PostTitle.CHAIR, PostTitle.SECRETARY_GENERAL),
        (PostTitle.SECRETARY_GENERAL, PostTitle.CHAIR),
    ],
)
def test_posts_that_exclude_each_other_are_refused(session, office, council, unit, held, wanted):
    posts.appoint(session, office, council, post(unit, title=held))
    with pytest.raises(RuleBroken, match="不能兼任"):
        posts.appoint(session, office, council, post(unit, title=wanted))
    posts.appoint(session, office, council, post(unit, "李四", wanted))


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
    client.post(f"{home}/1/term", data=term)
    holder = {"title": "chair", "name": "周敏", "unit_id": unit.id, "started_on": "2022-01-01"}
    page = client.post(f"{home}/1/posts/new", data=holder, follow_redirects=True).text
    for words in ("云岭集团理事会", "第 3 届", "理事长", "周敏", unit.name):
        assert words in page

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
