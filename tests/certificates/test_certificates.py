import datetime as dt

import pypdfium2
import pytest
import sqlalchemy as sa

from groupmgr.certificates import service
from groupmgr.certificates.models import Certificate, CertificateKind
from groupmgr.journal.service import history
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.members.labels import MembershipState, NameChange, Rank
from groupmgr.members.models import FormerName, FormerRank, Membership
from groupmgr.policy import Role
from tests.downloads.makers import made
from tests.reading import words

DAY = dt.date(2024, 5, 20)
CERTIFICATE, PLAQUE = CertificateKind.CERTIFICATE, CertificateKind.PLAQUE


@pytest.fixture
def group(make):
    return make.group(short_name="云岭集团")


@pytest.fixture
def office(make, group):
    return make.actor(make.account(group=group), group)


def issue(session, actor, kind=CERTIFICATE, day=DAY):
    made = service.issue(session, actor, service.without(session, actor, kind), kind, day)
    session.commit()
    return made


def test_numbers_run_by_kind_and_year_and_are_never_used_again(session, make, group, office):
    make.unit(group)
    [first] = issue(session, office)
    assert first.number == "云岭集团证〔2024〕001号"
    service.withdraw(session, office, first, dt.date(2024, 6, 1), "换发")
    [second] = issue(session, office)
    [plaque] = issue(session, office, PLAQUE)
    assert second.number == "云岭集团证〔2024〕002号"
    assert plaque.number == "云岭集团牌〔2024〕001号"
    make.unit(group)
    [later] = issue(session, office, day=dt.date(2025, 1, 5))
    assert later.number == "云岭集团证〔2025〕001号"
    assert history(session, first)[0].reason == "换发"
    held = session.scalar(sa.select(Membership).where(Membership.unit_id == first.unit_id))
    assert held.certificate_number == second.number


def test_it_states_the_name_and_rank_of_its_day(session, make, group, office):
    unit = make.unit(name="云岭机电职业学院")
    held = make.membership(group, unit, rank=Rank.CHAIR)
    make.add(FormerRank(membership_id=held.id, rank=Rank.COUNCIL, until=dt.date(2024, 5, 31)))
    change = {"change": NameChange.UPGRADED, "until": dt.date(2024, 5, 31)}
    make.add(FormerName(unit_id=unit.id, name="云岭机电学校", **change))
    [one] = issue(session, office)
    assert (one.name, one.rank) == ("云岭机电学校", Rank.COUNCIL)


def test_only_full_members_of_the_day_are_handed_one(session, make, group, office):
    unit = make.unit()
    member = make.membership(group, unit, state=MembershipState.SUSPENDED)
    with pytest.raises(RuleBroken, match="没有要发放"):
        issue(session, office)
    member.state = MembershipState.FULL
    with pytest.raises(RuleBroken, match="不是正式成员"):
        issue(session, office, day=dt.date(2019, 1, 1))
    clerk = make.actor(make.account(Role.UNIT_ADMIN, group=group, unit=unit), group)
    with pytest.raises(NotAllowed):
        service.issue(session, clerk, [], CERTIFICATE, DAY)


def test_what_a_unit_that_left_still_holds_is_owed(session, make, group, office):
    unit = make.unit(group)
    [one] = issue(session, office)
    owed = sa.select(Certificate).where(service.owed())
    assert session.scalars(owed).all() == []
    member = session.scalar(sa.select(Membership).where(Membership.unit_id == unit.id))
    member.ended_on, member.state = dt.date(2024, 6, 1), MembershipState.LEFT
    session.flush()
    assert session.scalars(owed).all() == [one]


@pytest.mark.slow
def test_pages_hand_out_print_and_take_back(app, session, make, sign_in, group):
    first, _ = make.unit(group, name="云岭机电职业学院"), make.unit(group)
    client = sign_in(group=group)
    home = f"{client.home}/certificates"
    empty = client.post(f"{home}/new", data={"kind": "certificate", "issued_on": "2024-05-20"})
    assert "请选择单位" in words(empty.text)
    facts = {"kind": "certificate", "issued_on": "2024-05-20", "everyone": "y"}
    assert "已登记 2 件" in client.post(f"{home}/new", data=facts, follow_redirects=True).text
    one = session.scalar(sa.select(Certificate).where(Certificate.unit_id == first.id))
    text = printed(made(app, client, f"{home}/{one.id}.pdf"))
    assert one.number in text
    assert "云岭机电职业学院" in text
    assert one.number in words(client.get(f"{client.home}/members/{first.id}").text)
    back = {"withdrawn_on": "2024-06-01", "reason": "退会"}
    client.post(f"{home}/{one.id}/withdraw", data=back)
    assert "退会" in words(client.get(f"{home}/{one.id}").text)
    roll = printed(made(app, client, f"{home}/roll.pdf?day=2024-05-20"))
    assert "截至2024年5月20日，共2家" in roll.replace(" ", "")
    assert "云岭机电职业学院" in roll


def test_a_unit_prints_what_it_holds_itself_alone(session, make, sign_in, group, office):
    own, other = make.unit(group), make.unit(group)
    issue(session, office)
    key = {one.unit_id: one.id for one in session.scalars(sa.select(Certificate))}
    client = sign_in(Role.UNIT_ADMIN, group=group, unit=own)
    home = f"{client.home}/certificates"
    assert client.post(f"{home}/{key[other.id]}.pdf").status_code == 404
    assert client.post(f"{home}/{key[own.id]}.pdf").status_code == 303
    assert client.get(f"{home}/").status_code == 403


def printed(answer):
    assert answer.mimetype == "application/pdf"
    with pypdfium2.PdfDocument(answer.data) as file:
        return "".join(page.get_textpage().get_text_range() for page in file)
