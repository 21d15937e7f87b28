import datetime as dt
import io

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from groupmgr.members.labels import MembershipState, NameChange, Rank, UnitKind
from groupmgr.members.models import Membership, Unit
from groupmgr.members.service import memberships, naming
from groupmgr.members.service.naming import NewName
from groupmgr.policy import Role
from tests.members.makers import CODES, FORM


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def office(sign_in, group):
    return sign_in(group=group)


def listed(client, **asked):
    return client.get(f"{client.home}/members/", query_string=asked).text


def test_the_secretariat_registers_a_unit_with_its_contact(office, session):
    answer = office.post(f"{office.home}/members/new", data=FORM, follow_redirects=True)
    assert "成员单位已登记" in answer.text
    for words in (
        "云岭机电职业学院",
        CODES[1],
        "理事单位",
        "2021年5月20日加入",
        "周敏",
        "13800000000",
    ):
        assert words in answer.text


def test_a_wrong_code_is_shown_at_its_field_and_what_was_typed_stays(office, session):
    answer = office.post(f"{office.home}/members/new", data=FORM | {"uscc": "12140000405700013X"})
    assert "校验位不对" in answer.text
    assert 'value="云岭机电职业学院"' in answer.text
    assert session.scalar(sa.select(sa.func.count()).select_from(Unit)) == 0


@pytest.mark.parametrize(
    "typed", ["机电", "云岭机电", "yljd", "yunlingjidian", "1214 ".strip(), "１２１４", "yljd 职业"]
)
def test_a_unit_is_found_by_name_code_pinyin_and_initials_in_any_width(office, make, group, typed):
    make.unit(group, name="云岭机电职业学院", uscc=CODES[1])
    make.unit(group, name="春城艺术学校")
    page = listed(office, q=typed)
    assert "云岭机电职业学院" in page
    assert "春城艺术学校" not in page


def test_a_former_name_finds_the_unit_too(office, make, group, session):
    unit = make.unit(group, name="云岭机电职业学院")
    new = NewName("云岭机电职业大学", dt.date(2024, 3, 1), NameChange.UPGRADED)
    naming.rename(session, office.actor, unit, new)
    assert "云岭机电职业大学" in listed(office, q="职业学院")


def test_the_list_of_any_day_shows_the_names_and_ranks_of_that_day(office, make, group, session):
    unit = make.unit(group, name="云岭机电职业学院")
    late = make.unit(name="后来的学校")
    make.membership(group, late, joined_on=dt.date(2024, 6, 1))
    new = NewName("云岭机电职业大学", dt.date(2024, 3, 1), NameChange.UPGRADED)
    naming.rename(session, office.actor, unit, new)
    membership = session.scalars(sa.select(Membership).where(Membership.unit_id == unit.id)).one()
    since = dt.date(2024, 5, 1)
    memberships.change_rank(session, office.actor, membership, Rank.VICE_CHAIR, since)

    page = listed(office, day="2024-02-29")
    assert "云岭机电职业学院" in page
    assert "现名：云岭机电职业大学" in page
    assert "后来的学校" not in page
    assert listed(office, day="2024-04-30", rank="member").count("云岭机电职业大学") == 1
    assert "云岭机电职业大学" in listed(office, day="2024-05-01", rank="vice-chair")


def test_filters_narrow_the_list(office, make, group):
    make.unit(group, name="云岭机电职业学院", region="春城市")
    make.unit(group, name="云岭装备有限公司", region="南湖市", kind=UnitKind.ENTERPRISE)
    for asked in ({"kind": "enterprise"}, {"region": "南湖市"}):
        page = listed(office, **asked)
        assert "云岭装备有限公司" in page
        assert "云岭机电职业学院" not in page


def test_the_export_holds_the_same_rows_with_the_names_of_the_day(office, make, group, session):
    unit = make.unit(group, name="云岭机电职业学院", uscc=CODES[1])
    make.unit(group, name="春城艺术学校")
    new = NewName("云岭机电职业大学", dt.date(2024, 3, 1), NameChange.UPGRADED)
    naming.rename(session, office.actor, unit, new)
    asked = {"as": "xlsx", "q": "jidian", "day": "2023-12-31"}
    answer = office.get(f"{office.home}/members/", query_string=asked)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0)
    heads, *rows = sheet.to_python()
    assert [line[0] for line in rows] == ["云岭机电职业学院"]
    assert rows[0][heads.index("统一社会信用代码")] == CODES[1]


def test_the_list_asks_as_much_for_one_unit_as_for_twenty(office, make, group, statements):
    def asked():
        with statements() as sent:
            listed(office)
        return len(sent)

    make.unit(group)
    one = asked()
    for _ in range(19):
        make.unit(group)
    assert asked() == one


def test_units_that_left_stand_on_a_list_of_their_own(office, make, group):
    left = make.unit(name="已走的学校")
    make.membership(group, left, state=MembershipState.LEFT, ended_on=dt.date(2024, 1, 1))
    assert "已走的学校" not in listed(office)
    assert "已退出 1 家" in listed(office)
    assert "已走的学校" in office.get(f"{office.home}/members/former").text
    assert "已走的学校" in listed(office, day="2023-12-31")


def test_name_rank_standing_and_contact_change_from_a_day(office, make, group, session):
    unit = make.unit(group, name="云岭机电职业学院")
    page = f"{office.home}/members/{unit.id}"
    renamed = {"name": "云岭机电职业大学", "change": "upgraded", "since": "2024-03-01"}
    assert "新名称已登记" in office.post(f"{page}/rename", data=renamed, follow_redirects=True).text
    rank = {"rank": "standing", "since": "2024-04-01"}
    assert "级别已变更" in office.post(f"{page}/rank", data=rank, follow_redirects=True).text
    contact = {"liaison_name": "李四", "liaison_phone": "13900000000", "since": "2024-05-01"}
    assert (
        "联络员已更换" in office.post(f"{page}/liaison", data=contact, follow_redirects=True).text
    )
    step = {"step": "announce", "since": "2024-06-01", "reason": "来函"}
    assert "已办理" in office.post(f"{page}/standing", data=step, follow_redirects=True).text
    step = {"step": "leave", "since": "2024-07-01", "reason": "理事会备案"}
    shown = office.post(f"{page}/standing", data=step, follow_redirects=True).text
    for words in (
        "云岭机电职业学院",
        "2024年2月29日",
        "2024年3月31日",
        "2024年7月1日终止（书面退出）",
    ):
        assert words in shown


def test_only_the_steps_of_the_state_are_offered(office, make, group):
    unit = make.unit(group)
    form = office.get(f"{office.home}/members/{unit.id}/standing").text
    assert "暂停资格" in form
    assert "恢复资格" not in form
    refused = {"step": "resume", "since": "2024-06-01", "reason": "来函"}
    page = office.post(f"{office.home}/members/{unit.id}/standing", data=refused).text
    assert "请从列表中选择" in page


def test_a_unit_merges_into_another_and_leaves_the_roll(office, make, group):
    unit, into = make.unit(group, name="云岭商贸学校"), make.unit(group, name="云岭机电职业学院")
    data = {"into_id": into.id, "since": "2024-07-01", "reason": "批复"}
    page = office.post(
        f"{office.home}/members/{unit.id}/handover/unite", data=data, follow_redirects=True
    ).text
    assert "已并入云岭机电职业学院" in page
    assert "单位注销合并" in page
    assert "云岭商贸学校" not in listed(office)


def test_a_unit_reads_the_roll_and_revises_itself_alone(sign_in, make, group):
    own, other = make.unit(group, name="云岭机电职业学院"), make.unit(group, name="春城艺术学校")
    client = sign_in(Role.UNIT_ADMIN, group=group, unit=own)
    page = listed(client)
    assert "春城艺术学校" in page
    assert "登记成员" not in page
    facts = {"no_uscc_reason": "测试", "kind": "college", "address": "学府路1号"}
    saved = client.post(
        f"{client.home}/members/{own.id}/edit", data=facts, follow_redirects=True
    ).text
    assert "学府路1号" in saved
    assert client.get(f"{client.home}/members/{other.id}").status_code == 200
    assert client.get(f"{client.home}/members/{other.id}/edit").status_code == 404
    for part in ("rename", "rank", "standing", "liaison", "handover/", "handover/unite"):
        assert client.get(f"{client.home}/members/{own.id}/{part}").status_code == 403
    assert client.get(f"{client.home}/members/workbook/").status_code == 403


def test_phones_are_shown_to_the_office_and_the_unit_itself_alone(office, sign_in, make, group):
    office.post(f"{office.home}/members/new", data=FORM)
    other = sign_in(Role.UNIT_CLERK, group=group)
    unit_id = office.get(f"{office.home}/members/?q=jidian").text.split("/members/")[-1]
    unit_id = unit_id.split('"')[0]
    page = other.get(f"{other.home}/members/{unit_id}").text
    assert "周敏" in page
    assert "13800000000" not in page


def test_units_of_other_groups_do_not_exist_here(office, make):
    stranger = make.unit(make.group())
    assert office.get(f"{office.home}/members/{stranger.id}").status_code == 404
