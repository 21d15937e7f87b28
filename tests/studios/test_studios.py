import datetime as dt

import pytest
import sqlalchemy as sa

from groupmgr.bases.labels import BuildMode
from groupmgr.bases.models import BaseCredit, TrainingBase
from groupmgr.catalogue import CATALOGUE
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.kernel.levels import Level
from groupmgr.kernel.period import Period, Scope
from groupmgr.policy import Role
from groupmgr.projects.labels import OutputKind, ProjectKind, ProjectState
from groupmgr.projects.models import Output, Project, ProjectCredit
from groupmgr.studios import life, service
from groupmgr.studios.labels import SkillGrade, StudioKind, StudioState
from groupmgr.studios.models import Studio, StudioCredit
from tests.reading import words


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def host(make, group):
    return make.unit(group, name="澜山职业技术学院")


def facts(host, **more):
    return {
        "name": "陆怀民技能大师工作室",
        "kind": StudioKind.SKILL_MASTER,
        "level": Level.PROVINCIAL,
        "state": StudioState.CULTIVATED,
        "field": "数控加工",
        "owner_unit_id": host.id,
        "party_ids": [],
        "leader": "陆怀民",
        "leader_unit_id": host.id,
        "leader_grade": SkillGrade.TECHNICIAN,
        "area": None,
        "since": dt.date(2021, 9, 1),
        "starts_on": None,
        "ends_on": None,
    } | more


def typed(host, **more):
    return {
        "name": "陆怀民技能大师工作室",
        "kind": "skill-master",
        "level": "provincial",
        "state": "cultivated",
        "since": "2021-09-01",
        "field": "数控加工",
        "owner_unit_id": str(host.id),
        "leader": "陆怀民",
        "leader_unit_id": str(host.id),
    } | more


def actor_of(make, group, role, unit=None):
    return make.actor(make.account(role, group, unit), group)


def saved(session, actor, host, **more):
    studio = Studio()
    service.save(session, actor, studio, facts(host, **more))
    session.commit()
    return loaded(session, studio)


def loaded(session, studio):
    """The studio with all its rows, as a page reads it."""
    query = sa.select(Studio).where(Studio.id == studio.id).options(*service.SHOWN)
    return session.scalar(query.execution_options(populate_existing=True))


def test_what_a_clerk_registers_waits_and_what_the_office_registers_counts(
    session, make, group, host
):
    clerk = actor_of(make, group, Role.UNIT_CLERK, host)
    office = actor_of(make, group, Role.STAFF)
    [waiting] = saved(session, clerk, host).credits
    [counts] = saved(session, office, host).credits
    assert (waiting.decision, counts.decision) == (Decision.WAITING, Decision.APPROVED)


def test_a_clerk_registers_for_the_own_unit_alone(session, make, group, host):
    clerk = actor_of(make, group, Role.UNIT_CLERK, make.unit(group))
    with pytest.raises(NotAllowed):
        saved(session, clerk, host)


def test_a_leader_registers_nothing(session, make, group, host):
    with pytest.raises(NotAllowed):
        saved(session, actor_of(make, group, Role.LEADER), host)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"starts_on": dt.date(2024, 1, 1), "ends_on": dt.date(2023, 1, 1)}, "ends_on"),
        ({"state": StudioState.NAMED}, "area"),
        ({"since": dt.date(2099, 1, 1)}, "since"),
    ],
)
def test_what_does_not_fit_together_is_refused_at_its_field(
    session, make, group, host, more, field
):
    with pytest.raises(RuleBroken) as broken:
        saved(session, actor_of(make, group, Role.STAFF), host, **more)
    assert broken.value.field == field


def test_the_host_is_no_partner_of_itself(session, make, group, host):
    with pytest.raises(RuleBroken, match="依托单位"):
        saved(session, actor_of(make, group, Role.STAFF), host, party_ids=[host.id])


def test_an_apprentice_keeps_the_number_when_the_list_is_saved_again(session, make, group, host):
    office = actor_of(make, group, Role.STAFF)
    studio = saved(session, office, host)
    row = {
        "name": "何素梅",
        "unit_id": host.id,
        "since": dt.date(2023, 3, 1),
        "until": None,
        "grade": None,
        "id": None,
    }
    service.set_people(session, office, studio, {"team": [], "apprentices": [row]})
    [first] = studio.apprentices
    mended = row | {"id": first.id, "grade": SkillGrade.SENIOR, "until": dt.date(2024, 3, 1)}
    service.set_people(session, office, studio, {"team": [], "apprentices": [mended, row]})
    assert studio.apprentices[0] is first
    assert first.grade is SkillGrade.SENIOR
    early = row | {"until": dt.date(2022, 1, 1)}
    with pytest.raises(RuleBroken, match="不能早于"):
        service.set_people(session, office, studio, {"team": [], "apprentices": [early]})


def test_what_is_returned_is_mended_and_waits_again(session, make, group, host):
    clerk, office = actor_of(make, group, Role.UNIT_CLERK, host), actor_of(make, group, Role.STAFF)
    studio = saved(session, clerk, host)
    service.decide(session, office, studio, Decision.RETURNED, "请补场地面积")
    service.save(session, clerk, studio, facts(host, area=80))
    assert [credit.decision for credit in studio.credits] == [Decision.WAITING]
    with pytest.raises(NotAllowed):
        service.decide(session, clerk, studio, Decision.APPROVED, "")


def test_a_studio_is_offered_to_the_other_groups_of_its_host(session, make, group, host):
    clerk = actor_of(make, group, Role.UNIT_CLERK, host)
    other, foreign = make.group(), make.group()
    make.membership(other, host)
    studio = saved(session, clerk, host)
    service.offer(session, clerk, studio, other.id)
    assert len(studio.credits) == 2
    with pytest.raises(RuleBroken, match="不是该集团的成员"):
        service.offer(session, clerk, studio, foreign.id)


def test_a_studio_goes_from_the_form_to_the_list_and_the_decision(sign_in, make, group, host):
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=host)
    partner = make.unit(group, name="云岭重工机械有限公司")
    data = typed(host, party_ids=[str(partner.id)], area="80.5", funds="12.5")
    made = clerk.post(f"{clerk.home}/studios/new", data=data)
    page = clerk.get(made.location).text
    assert "云岭重工机械有限公司" in page
    assert "12.50 万元" in page
    office = sign_in(Role.SECRETARIAT, group=group)
    assert "陆怀民" in office.get(f"{office.home}/studios/?view=waiting&q=重工").text
    refused = office.post(f"{made.location}/decide", data={"decision": "returned"})
    assert "请写明理由" in refused.text
    office.post(f"{made.location}/decide", data={"decision": "approved"})
    assert "陆怀民" in office.get(f"{office.home}/studios/?view=approved").text


def test_a_studio_stands_in_a_base_that_the_person_may_see(sign_in, make, group, host, session):
    client = sign_in(Role.SECRETARIAT, group=group)
    base, hidden = (
        make.add(
            TrainingBase(
                name=name,
                owner_unit_id=host.id,
                build_mode=BuildMode.CO_BUILT,
                level=Level.SCHOOL,
            )
        )
        for name in ("数控产教融合实训基地", "未报送的基地")
    )
    make.add(BaseCredit(base_id=base.id, group_id=group.id, decision=Decision.APPROVED))
    made = client.post(f"{client.home}/studios/new", data=typed(host, base_id=str(base.id)))
    assert "数控产教融合实训基地" in client.get(made.location).text
    assert "数控产教融合实训基地" in client.get(f"{made.location}/edit").text
    refused = client.post(f"{client.home}/studios/new", data=typed(host, base_id=str(hidden.id)))
    assert "请从列表中选择" in refused.text


def test_what_was_typed_stays_when_it_is_refused(sign_in, group, host):
    client = sign_in(Role.SECRETARIAT, group=group)
    data = typed(host, state="named", leader="全国技术能手")
    answer = client.post(f"{client.home}/studios/new", data=data)
    assert "请填场地面积" in answer.text
    assert "全国技术能手" in answer.text


def test_team_and_apprentices_are_typed_in_rows(sign_in, make, group, host, session):
    client = sign_in(Role.SECRETARIAT, group=group)
    made = client.post(f"{client.home}/studios/new", data=typed(host))
    rows = {
        "team-0-name": "程立",
        "team-0-unit_id": str(host.id),
        "apprentices-0-name": "何素梅",
        "apprentices-0-unit_id": str(host.id),
        "apprentices-0-since": "2023-09-01",
        "apprentices-1-name": "",
    }
    client.post(f"{made.location}/people", data=rows)
    page = client.get(made.location).text
    assert "程立" in page
    assert "何素梅" in page
    assert client.get(f"{made.location}/people").status_code == 200
    wrong = client.post(f"{made.location}/people", data=rows | {"apprentices-0-since": "去年"})
    assert "请填日期" in wrong.text
    assert "去年" in wrong.text


def test_the_list_asks_as_often_for_twenty_rows_as_for_one(
    sign_in, make, group, host, session, statements
):
    client = sign_in(Role.SECRETARIAT, group=group)
    office = client.actor
    saved(session, office, host)
    client.get(f"{client.home}/studios/")
    with statements() as one:
        client.get(f"{client.home}/studios/")
    for _ in range(19):
        saved(session, office, make.unit(group), party_ids=[host.id])
    with statements() as twenty:
        client.get(f"{client.home}/studios/")
    assert len(one) == len(twenty)


def test_a_unit_does_not_see_what_does_not_count_yet(sign_in, session, make, group, host):
    studio = saved(session, actor_of(make, group, Role.UNIT_CLERK, host), host)
    stranger = sign_in(Role.UNIT_CLERK, group=group, unit=make.unit(group))
    page = f"{stranger.home}/studios/{studio.id}"
    assert stranger.get(page).status_code == 404
    credit = session.query(StudioCredit).one()
    credit.decision = Decision.APPROVED
    assert stranger.get(page).status_code == 200
    assert stranger.get(f"{page}/edit").status_code == 404


def test_a_studio_that_is_revoked_stays_in_the_years_before(session, make, group, host):
    office = actor_of(make, group, Role.STAFF)
    named = {"state": StudioState.NAMED, "since": dt.date(2021, 9, 1), "area": 60}
    studio = saved(session, office, host, **named)
    row = {"document_number": None, "reason": ""}
    stages = [row | {"state": one.state, "on": one.on} for one in studio.stages]
    revoked = row | {"state": StudioState.REVOKED, "on": dt.date(2024, 2, 1)}
    life.live(session, office, studio, {"stages": [revoked, *stages]})

    def named_in(year):
        return CATALOGUE["M01"].read(session, Scope(group.id, Period.year(year))).value

    assert [named_in(year) for year in (2020, 2021, 2023, 2024)] == [0, 1, 1, 0]
    assert studio.state is StudioState.REVOKED
    assert studio.plaque_on == dt.date(2021, 9, 1)
    again = row | {"state": StudioState.NAMED, "on": dt.date(2024, 3, 1)}
    with pytest.raises(RuleBroken, match="之后不能是"):
        life.live(session, office, studio, {"stages": [revoked, again]})


def test_titles_and_reviews_are_rows_and_outputs_are_shown(sign_in, make, group, host, session):
    client = sign_in(Role.SECRETARIAT, group=group)
    titles = {
        "titles-0-kind": "honour",
        "titles-0-name": "全国技术能手",
        "titles-0-level": "national",
    }
    made = client.post(f"{client.home}/studios/new", data=typed(host, **titles))
    review = {"reviews-0-year": "2023", "reviews-0-result": "excellent"}
    review |= {"reviews-0-on": "2024-01-09", "reviews-0-reviewer": "省人社厅"}
    client.post(f"{made.location}/reviews", data=review)
    project = make.add(
        Project(
            name="联合攻关",
            kind=ProjectKind.RESEARCH,
            level=Level.GROUP,
            state=ProjectState.RUNNING,
            owner_unit_id=host.id,
            starts_on=dt.date(2024, 1, 1),
            credits=[ProjectCredit(group_id=group.id, decision=Decision.APPROVED)],
        )
    )
    studio = session.query(Studio).one()
    result = {"kind": OutputKind.PATENT, "title": "快换夹具", "on": dt.date(2024, 5, 1)}
    make.add(Output(project_id=project.id, studio_id=studio.id, **result))
    page = words(client.get(made.location).text)
    assert "全国技术能手" in page
    assert "2023年度" in page
    assert "优秀" in page
    assert "快换夹具" in page
